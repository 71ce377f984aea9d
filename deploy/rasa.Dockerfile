# Rasa 3.6.21 alone. Its project and model are mounted read-only; the model is loaded only if its hash is right.
FROM python:3.10-slim
COPY deploy/rasa-requirements.txt /
RUN pip install --no-cache-dir --require-hashes -r /rasa-requirements.txt \
 && python -c 'from importlib.metadata import version; assert version("rasa") == "3.6.21"'
RUN useradd --system --create-home --uid 10001 rasa
USER 10001
WORKDIR /project
# At the level DEBUG Rasa writes people's words into its log.
ENV LOG_LEVEL=INFO RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 MPLCONFIGDIR=/tmp
CMD ["sh", "-c", "sha256sum --quiet --check models/navigator.tar.gz.sha256 \
 && exec rasa run --enable-api --interface 0.0.0.0 --port 5005 --auth-token \"$NAVIGATOR_RASA_TOKEN\" \
    --model models/navigator.tar.gz --endpoints endpoints.yml --credentials credentials.yml"]
