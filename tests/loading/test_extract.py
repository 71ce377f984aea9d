"""What translators get: every wording of the pathway with its id as context and its line, and no names."""

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from babel.messages.extract import extract

from bot.errors import LoadError
from bot.loading.extract import extract_pathways

FILE = Path(__file__).parent.parent.parent / "pathways.yaml"
LINES = FILE.read_text("utf-8").splitlines()


def run(data):
    return list(extract_pathways(BytesIO(data), {}, (), {}))


@pytest.fixture(scope="module")
def found():
    return run(FILE.read_bytes())


@pytest.fixture(scope="module")
def by_context(found):
    return {context: english for _, _, (context, english), _ in found}


def words(node):
    """A wording in the file, and what is said instead after a loss."""
    if isinstance(node, dict):
        yield node["text"]
        if "after_loss" in node:
            yield node["after_loss"]
    elif node is not None:
        yield node


def expected():
    """Every wording of the file, gathered by another reader from where the file says they stand."""
    top = yaml.safe_load(FILE.read_text("utf-8"))

    def of(entries, *keys):
        for entry in entries.values():
            for key in keys:
                yield from words(entry.get(key))

    yield from of(top["strands"], "text")
    yield from of(top["levels"], "text")
    yield from of(top["questions"], "ask", "why", "help")
    for question in top["questions"].values():
        yield from of(question.get("options", {}), "label", "help")
    yield from of(top["groups"], "label", "ask")
    yield from of(top["needs"], "label", "help", "level", "tip")
    for service in top["services"].values():
        for key in ("called", "what", "how", "next", "times", "caution"):
            yield from words(service.get(key))
        for limit in service.get("limits", {}).values():
            yield from words(limit)
        for contact in service.get("contacts", []):
            yield from words(contact.get("note"))
    for move in top["moves"]:
        yield from words(move["says"])
    yield from of(top["timeline"]["stages"], "label")
    yield from of(top["timeline"]["checks"], "name", "when")
    yield from of(top["timeline"]["tools"], "what")
    for card in (top["safety"]["standing"], *top["safety"]["cards"].values()):
        for key in ("heading", "staff_heading"):
            yield from words(card[key])
        for key in ("lines", "staff_lines"):
            for line in card[key]:
                yield from words(line)
    yield from of(top["adjustments"], "label", "says")
    yield from of(top["glossary"], "term", "means")
    for phrase in top["phrases"].values():
        yield from words(phrase)


def test_every_wording_of_the_file_is_extracted_and_nothing_else(found):
    assert sorted(english for _, _, (_, english), _ in found) == sorted(expected())


def test_every_wording_has_a_context_of_its_own(found):
    contexts = [context for _, _, (context, _), _ in found]
    assert len(contexts) == len(set(contexts))
    assert all(context and " " not in context for context in contexts)


def test_every_wording_is_found_on_the_line_it_is_said_to_stand_on(found):
    for line, _, (_, english), _ in found:
        assert english in LINES[line - 1]


def test_every_wording_is_handed_over_as_a_message_with_a_context_and_a_note(found):
    for _, function, (context, english), comments in found:
        assert function == "pgettext"
        assert english.strip()
        (comment,) = comments
        assert comment.startswith(context)


@pytest.mark.parametrize(
    ("context", "english"),
    [
        ("question.area.ask", "Where do you live?"),
        ("question.area.waveney", "Waveney (Lowestoft, Beccles, Bungay)"),
        ("question.partner_with_specialist_team.yes", "Yes"),
        ("need.bonding", "Finding it hard to bond with my baby"),
        ("need.bonding.level", "How hard is bonding with your baby now?"),
        ("group.feelings", "How I feel"),
        ("service.gp.called", "Your GP practice"),
        ("service.pairs.limits.stage", "Until your child turns 4"),
        ("service.lullaby_trust.what", "Advice on safer sleep for babies."),
        ("service.lullaby_trust.what.after_loss", "Support for families when a baby or young child has died."),
        ("service.nhs_111_option_2.contact.3.note", "Then choose the mental health option"),
        ("card.harm_to_baby.line.2", "Never shake a baby."),
        ("card.standing.heading", "Need help now?"),
        ("move.kingfisher_outreach.specialist_perinatal_team.step_down", "Then your local team takes over."),
        ("check.new_birth", "New birth visit"),
        ("phrase.back", "Back"),
    ],
)
def test_contexts_stay_as_translators_know_them(by_context, context, english):
    assert by_context[context] == english


def test_names_are_left_out(by_context):
    assert not [context for context in by_context if context.startswith("service.") and context.endswith(".name")]
    assert {context.rpartition(".")[2] for context in by_context if context.startswith("tool.")} == {"what"}
    assert not [context for context in by_context if context.startswith("programme.")]
    for name in (
        "Samaritans",
        "Lotus Maternal Mental Health Service",
        "Cry-sis",
        "Trusted triage forms",
        "No wrong door",
    ):
        assert name not in by_context.values()


def test_what_is_no_wording_is_left_out(by_context):
    for word in (
        "0800 448 0737",
        "https://www.cry-sis.org.uk",
        "NHS",
        "self",
        "R12",
        "cry_sis",
        "Lotus (self-referral)",
    ):
        assert word not in by_context.values()


def test_a_note_tells_the_translator_what_the_words_are(found):
    notes = {context: comment for _, _, (context, _), (comment,) in found}
    assert notes["need.bonding"] == "need.bonding: A button: at most 8 words."
    assert notes["card.suicide.heading"] == "card.suicide.heading: Urgent help. Short, calm, exact."
    assert notes["service.lullaby_trust.what.after_loss"].endswith("Said after the loss of a baby.")


def test_babel_finds_the_extractor_by_its_name_and_understands_what_it_yields(found):
    with FILE.open("rb") as file:
        told = list(extract("pathways", file, keywords={"pgettext": ((1, "c"), 2)}))
    assert [(line, english, context) for line, english, _, context in told] == [
        (line, english, context) for line, _, (context, english), _ in found
    ]


def test_words_over_several_lines_are_one_message_at_their_first_line():
    data = FILE.read_bytes().replace(b"how: Search on the website.", b"how: |\n      Search on\n      the website.")
    ((line, _, (_, english), _),) = [one for one in run(data) if one[2][0] == "service.norfolk_community_directory.how"]
    assert english == "Search on the website."
    assert data.decode().splitlines()[line - 1].strip() == "how: |"


def test_a_broken_pathway_is_refused_and_not_extracted_in_part():
    with pytest.raises(LoadError, match="unknown key 'hwo'"):
        run(FILE.read_bytes().replace(b"how: Search", b"hwo: Search"))


def test_a_problem_is_reported_under_the_name_of_the_file(tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_bytes(FILE.read_bytes().replace(b"how: Search", b"hwo: Search"))
    with path.open("rb") as file, pytest.raises(LoadError, match=r"^draft\.yaml, line \d+: "):
        list(extract_pathways(file, {}, (), {}))
