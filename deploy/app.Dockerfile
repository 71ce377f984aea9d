# The navigator: its hash-locked requirements, its model trained from the repository, a user without rights.
FROM python:3.12-slim
WORKDIR /app
COPY deploy/requirements.txt deploy/
RUN pip install --no-cache-dir --require-hashes -r deploy/requirements.txt
COPY pyproject.toml README.md LICENSE pathways.yaml ./
COPY bot bot
COPY api api
COPY translations translations
RUN pip install --no-cache-dir --no-deps --editable . && navigator texts && navigator train
RUN useradd --system --uid 10001 navigator
USER 10001
EXPOSE 8000
CMD ["navigator", "serve", "--host", "0.0.0.0"]
