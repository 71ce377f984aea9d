"""The `navigator` command. Each subcommand is a thin face of the assistant or of a check."""

from __future__ import annotations

import ctypes
import gc
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.assistant import Assistant, build_assistant
from bot.dialogue.policy import both_looks
from bot.dialogue.understanding import Understanding
from bot.errors import NavigatorError
from bot.home import home, model_path
from bot.language.catalogues import Catalogues
from bot.language.parity import unsaid
from bot.language.tags import negotiate, to_wire
from bot.loading.crisis import load_screen
from bot.loading.pathway import load_pathway, read_pathway
from bot.loading.strict_yaml import text_of
from bot.nlu.lazy import LazyNLU
from bot.nlu.port import NLU, NoNLU
from bot.pathway.verify import Report, journeys, unreached, walk
from bot.safety.screen import Risk

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
export = typer.Typer(no_args_is_help=True, help="Write the pathway for other systems.")
app.add_typer(export, name="export")
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
Locale = Annotated[str, typer.Option("--locale", help="Locale to speak, such as en or pl.")]


def main() -> None:
    """Run the command line; an error we raise on purpose is a message, not a traceback."""
    try:
        app()
    except NavigatorError as error:
        _fail(str(error))


def today() -> date:
    """The date: the command line and the web application are the only places that read the clock."""
    return datetime.now(UTC).date()  # noqa: TID251


def load_nlu() -> NLU:
    """The default NLU over the trained model, or NoModel."""
    from bot.nlu.pipeline import SpacyNLU

    nlu = SpacyNLU.load(home() / "translations", model_path())
    _give_memory_back()
    return nlu


def _give_memory_back() -> None:
    """Loading needs far more memory than running; the C library keeps the rest unless it is asked for it."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").malloc_trim(0)


def assistant() -> Assistant:
    """An assistant over the files of this installation."""
    nlu = LazyNLU(load_nlu)
    built = build_assistant(home(), nlu, today)
    nlu.begin()
    return built


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes. More than one needs NAVIGATOR_KEY.")] = 1,
) -> None:
    """Serve the pages and the HTTP API."""
    import uvicorn

    uvicorn.run(
        "api.app:production",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=16_384,
    )


@app.command()
def chat(
    locale: Locale = "en",
    audience: Annotated[str, typer.Option(help="parent, partner or professional.")] = "parent",
) -> None:
    """Talk to the navigator in the terminal."""
    from bot.terminal import converse

    converse(assistant(), out, audience=audience, locale=locale)


@app.command()
def check(path: Annotated[Path | None, typer.Argument(help="Another pathways.yaml.")] = None) -> None:
    """Check pathways.yaml and the crisis phrases; name every mistake with its line and a remedy."""
    pathway = load_pathway(path or home() / "pathways.yaml")
    screen = load_screen(home() / "translations")
    out.print(
        f"No faults. {len(pathway.needs)} needs, {len(pathway.services)} services, {len(pathway.rules)} rules, "
        f"{len(screen.phrases)} crisis phrases."
    )
    unknown = [s.id for s in pathway.services.values() if s.contacts and all(c.value is None for c in s.contacts)]
    out.print(f"No contact could be found for {len(unknown)} services: {', '.join(unknown)}.")
    if pathway.sign_off.clinical_safety_officer is None:
        out.print("Not signed: no clinical safety officer has signed this pathway.")


@app.command()
def verify(
    path: Annotated[Path | None, typer.Argument(help="Another pathways.yaml.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes to use.")] = 2,
    single: Annotated[bool, typer.Option("--single", help="Single needs only: quick.")] = False,
) -> None:
    """Walk every combination of answers and prove that no one is turned away, misdirected or asked in vain."""
    path = path or home() / "pathways.yaml"
    loaded = read_pathway(text_of(path, file=path.name), file=path.name)
    pathway = loaded.pathway
    catalogues = Catalogues(home() / "translations", pathway.numbers)
    unspoken = list(unsaid((wording.text for wording in loaded.wordings), catalogues))
    sets = [needs for needs in journeys(pathway) if not single or len(needs) == 1]
    report = _walked(path, sets, jobs)
    lost = unreached(pathway, report)
    out.print(f"{report.combinations:,} combinations of answers, {report.leaves:,} ways through the questions")
    out.print(
        f"{len(report.outcomes):,} different outcomes, {len(report.services)} of {len(pathway.services)} services"
    )
    out.print(f"questions: median {report.median}, longest {report.longest}")
    out.print(f"services no one can reach: {', '.join(lost) or 'none'}")
    out.print(
        f"wordings: {len(loaded.wordings)}, each in {len(catalogues.locales)} locales: {len(unspoken) or 'no'} faults"
    )
    out.print(f"faults: {len(report.faults) or 'none'}")
    for fault in (*report.faults[:20], *unspoken[:20]):
        out.print(f"  {fault}")
    if report.faults or lost or unspoken:
        raise typer.Exit(1)


@app.command()
def route(
    answers: Annotated[str, typer.Option("--json", help='Answers, such as {"need": ["low_mood"]}.')],
    explain: Annotated[bool, typer.Option("--explain", help="Say also why others are not shown.")] = False,
    locale: Locale = "en",
) -> None:
    """Where a set of answers leads, as JSON."""
    try:
        raw = json.loads(answers)
    except json.JSONDecodeError as error:
        _fail(f'--json is not JSON (at letter {error.pos + 1}: {error.msg}). Write it as {{"need": ["low_mood"]}}.')
    if not isinstance(raw, dict):
        _fail('--json must be an object, such as {"need": ["low_mood"]}.')
    _print_json(build_assistant(home(), NoNLU(), today).route(raw, locale, explain=explain).answer)


@app.command()
def understand(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line (the only form).")] = True,  # noqa: ARG001
    lang: Annotated[str, typer.Option(help="Language the messages are in, such as pl.")] = "en",
) -> None:
    """Read one message a line from standard input; print what is understood of each, one JSON object a line."""
    screen = load_screen(home() / "translations")
    nlu = load_nlu()
    for line in sys.stdin:
        text = line.rstrip("\n")
        found = nlu.understand(text, lang)
        risk = both_looks(screen.check(text), found)
        needs = [{"id": need.id, "confidence": need.confidence} for need in found.needs]
        _print_json(
            {
                "screen": {
                    "tier": risk.tier if risk else "none",
                    "kind": risk.kind if risk else None,
                    "rule": risk.rule if risk else None,
                },
                "in_scope": found.in_scope and bool(needs or found.slots or found.act),
                "needs": needs,
                "slots": {slot: values[0] for slot, values in found.slots.items()},
                "values": {k: v for k, v in found.values.items() if k in ("weeks_pregnant", "child_age_months")},
            },
            indent=None,
        )


@app.command()
def train() -> None:
    """Train the need classifier from translations/*/nlu.yml."""
    from bot.nlu.classifier import Classifier
    from bot.nlu.data import read_all
    from bot.nlu.pipeline import fingerprint

    folder = home() / "translations"
    data = read_all(folder)
    with _progress() as bar:
        task = bar.add_task("Learning from examples", total=None)
        model = Classifier.train(data, lambda done, of: bar.update(task, completed=done, total=of))
    model.save(model_path(), fingerprint(folder))
    count = sum(len(examples) for one in data for examples in one.examples.values())
    out.print(f"Trained on {count:,} examples in {len(data)} languages.")


@app.command()
def evaluate(
    folder: Annotated[Path | None, typer.Option(help="A folder a locale, with test files nobody trained on.")] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="Print also each message that was misread.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write docs/evaluation.md with tables and pictures.")] = False,
    trials: Annotated[
        bool, typer.Option("--trials", help="Cross-validate and draw the learning curve too: some ten minutes.")
    ] = False,
) -> None:
    """How well messages are understood that nobody trained on, by language."""
    from bot.nlu import report
    from bot.nlu.evaluate import count
    from bot.nlu.evaluate import evaluate as judge

    screen, nlu = load_screen(home() / "translations"), load_nlu()

    def look(message: str, locale: str) -> tuple[Understanding, Risk | None]:
        risk = screen.check(message)
        found = nlu.understand(message, locale)
        return found, both_looks(risk, found)

    paths = sorted(path for path in (folder or home() / "tests" / "understanding").iterdir() if path.is_dir())
    with _progress() as bar:
        task = bar.add_task("Reading messages", total=sum(map(count, paths)))
        judged = [judge(path, look, lambda: bar.advance(task)) for path in paths]
    for one in judged:
        if wrong:
            out.print("\n".join(one.wrong), markup=False)
        table = Table("", one.locale, "aim", title=None)
        for heading, value, aim in zip(report.HEADINGS, report.columns(one), report.AIMS, strict=True):
            table.add_row(heading, value, aim)
        out.print(table)
    if write or trials:
        crossed, grown = _trials(paths) if trials else (None, [])
        report.write(home() / "docs", judged, crossed, grown)
        out.print("Written: docs/evaluation.md")


def _trials(paths: list[Path]) -> tuple[Any, list[tuple[int, dict[str, float]]]]:
    """Five-fold cross-validation; and figures of English by the number of examples."""
    from bot.nlu.data import read_all
    from bot.nlu.evaluate import Share, rows
    from bot.nlu.trials import SHARES, URGENT_FROM, cross_validate, learning_curve

    data, folds = read_all(home() / "translations"), 5
    english = next(path for path in paths if path.name == "en")
    with _progress() as bar:
        task = bar.add_task("Learning anew", total=None)
        done = 0

        def tick(_: int, of: int) -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=done, total=of * (folds + len(SHARES)))

        crossed = cross_validate(data, folds, tick)
        grown = []
        for seen, model in learning_curve(data, tick):
            shares = {name: Share() for name in ("need right", "danger suspected", "harmless suspected")}
            for labels, message in rows(english / "needs.tsv"):
                classes = model.scores(message).classes
                shares["need right"].add(max(classes, key=classes.__getitem__) in labels.split("+"))
            for name, file in (("danger suspected", "danger.tsv"), ("harmless suspected", "harmless.tsv")):
                for row in rows(english / file):
                    shares[name].add(model.scores(row[-1]).danger >= URGENT_FROM)
            grown.append((seen, {name: share.value for name, share in shares.items()}))
    return crossed, grown


@app.command()
def translations() -> None:
    """How complete and how faithful each language is. Fails where one has a problem, or urgent help is not in it."""
    from bot.language.report import examine

    pathway = load_pathway(home() / "pathways.yaml")
    lines = examine(home() / "translations", pathway.names)
    table = Table("locale", "done", "draft", "fuzzy", "missing", "longest", "problems")
    for line in lines:
        table.add_row(
            line.locale,
            f"{100 * line.share:.1f} % of {line.wanted}",
            "yes" if line.draft else "no",
            str(line.fuzzy),
            str(line.missing),
            line.longest,
            str(len(line.problems)),
        )
    out.print(table)
    for line in lines:
        for problem in (*line.blocking, *line.problems):
            out.print(f"{line.locale}: {problem}", markup=False)
    if any(line.problems or line.blocking for line in lines):
        raise typer.Exit(1)


@export.command("rasa")
def export_rasa(
    to: Annotated[Path, typer.Option("--out", help="Folder to write the Rasa project into.")] = Path("build/rasa"),
    language: Annotated[list[str] | None, typer.Option(help="Only these languages' examples, such as en.")] = None,
    sample: Annotated[int | None, typer.Option(min=2, help="At most so many examples of each intent.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Renew bot/rasa/domain.yml and rules.yml, nothing else.")
    ] = False,
    tests: Annotated[
        bool,
        typer.Option("--tests", help="Write also what `rasa test nlu --nlu tests` judges by: tests/understanding."),
    ] = False,
) -> None:
    """Write a Rasa 3.6 project: domain and rules from the pathway, examples from translations/."""
    from bot.nlu.data import read_all
    from bot.rasa.export import write_kept, write_project, write_tests

    pathway = load_pathway(home() / "pathways.yaml")
    data, catalogues = read_all(home() / "translations"), Catalogues(home() / "translations", pathway.numbers)
    if keep:
        write_kept(pathway, data, catalogues)
        out.print("Renewed: bot/rasa/domain.yml, bot/rasa/rules.yml.")
        return
    count = write_project(to, pathway, data, catalogues, languages=language or (), sample=sample)
    if tests:
        write_tests(to, home() / "tests" / "understanding", data, languages=language or ())
    out.print(f"Written: {to}, with {count:,} examples.", soft_wrap=True)


@app.command("map")
def draw_map(
    locale: Locale = "en",
    need: Annotated[str | None, typer.Option(help="Only what serves this need, such as low_mood.")] = None,
    file: Annotated[Path | None, typer.Option("--out", help="Where to write it; otherwise it is printed.")] = None,
) -> None:
    """Draw the local pathway as a flowchart, in SVG: one for each strand, or the one of a need."""
    from bot.language.map import Maps

    pathway = load_pathway(home() / "pathways.yaml")
    catalogues = Catalogues(home() / "translations", pathway.numbers)
    known = negotiate([locale], catalogues.locales)
    if known is None:
        _fail(f"there is no locale '{locale}'. Known: {', '.join(map(to_wire, catalogues.locales))}")
    if need is not None and need not in pathway.needs:
        _fail(f"there is no need '{need}'. Known: {', '.join(pathway.needs)}")
    maps = Maps(pathway)
    drawn = maps.file(maps.charts(need=need), catalogues[known])
    if file is None:
        sys.stdout.write(drawn)
    else:
        file.write_text(drawn, "utf-8")
        out.print(f"Written: {file}", markup=False)


@app.command()
def texts() -> None:
    """Compile the catalogues of every language."""
    from bot.language.catalogues import compile_catalogues

    out.print(f"Compiled: {', '.join(compile_catalogues(home() / 'translations'))}.")


def _walked(path: Path, sets: list[tuple[str, ...]], jobs: int) -> Report:
    report = Report()
    with _progress() as bar, ProcessPoolExecutor(jobs, initializer=_open, initargs=(path,)) as pool:
        for part in bar.track(pool.map(_walk, sets, chunksize=1), total=len(sets), description="Walking"):
            report.add(part)
    return report


def _open(path: Path) -> None:
    global _pathway  # noqa: PLW0603
    _pathway = load_pathway(path)


_pathway: Any = None


def _walk(needs: tuple[str, ...]) -> Report:
    return walk(_pathway, needs)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
    )


def _print_json(value: Any, indent: int | None = 2) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")
    sys.stdout.flush()


def _fail(message: str) -> NoReturn:
    err.print(message, markup=False)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
