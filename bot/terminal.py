"""The conversation in a terminal, for people who work in one and for trying the pathway out."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text as RichText

from bot.assistant import Assistant, Turn
from bot.errors import BadAnswer

_GO = {"b": "back", "r": "restart", "w": "why", "n": "none", "s": "someone_else", "a": "add", "x": "why_not"}


def converse(assistant: Assistant, console: Console, *, audience: str, locale: str) -> None:
    """Talk until the person ends it. Numbers choose, words are understood, /b goes back."""
    turn = assistant.start(audience, locale)
    words = assistant.catalogues[locale]
    phrases = assistant.pathway.phrases
    while True:
        _show(turn, console, assistant, locale)
        keys = "   ".join(
            f"/{key} {words.text(phrases[name])}"
            for key, name in (
                ("b", "back"),
                ("r", "restart"),
                ("w", "why_ask"),
                ("n", "none_of_these"),
                ("s", "someone_else"),
                ("a", "add_need"),
                ("x", "why_not"),
            )
        )
        console.print(f"[dim]{keys}   /q[/dim]")
        try:
            said = console.input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if said in ("/q", "/quit"):
            return
        turn = _take(assistant, turn, said, locale, console)


def _take(assistant: Assistant, turn: Turn, said: str, locale: str, console: Console) -> Turn:
    try:
        if said.startswith("/") and said[1:2] in _GO:
            return assistant.go(turn.state, _GO[said[1]], None, locale)
        question = turn.reply["question"]
        numbers = said.replace(",", " ").split()
        if question and question["kind"] == "many" and len(numbers) > 1 and all(n.isdigit() for n in numbers):
            options = question["options"]
            chosen = tuple(options[int(n) - 1]["value"] for n in numbers if 0 < int(n) <= len(options))
            return assistant.choose(turn.state, question["slot"], chosen, locale)
        return assistant.say(turn.state, said, locale) if said else turn
    except BadAnswer:
        console.print(assistant.catalogues[locale].text(assistant.pathway.phrases["problem_unknown_answer"]))
        return turn


def _show(turn: Turn, console: Console, assistant: Assistant, locale: str) -> None:
    reply = turn.reply
    console.print()
    _urgent(reply["urgent"], console)
    if reply["said"]:
        label = assistant.catalogues[locale].text(assistant.pathway.phrases["you_said"])
        console.print(f"[dim]{label}: {' · '.join(one['label'] for one in reply['said'])}[/dim]")
    if reply["outcome"]:
        _outcome(reply["outcome"], console, assistant, locale)
    for one in reply["why_not"]:
        console.print(f"  [dim]{one['text']}[/dim]")
    for message in reply["messages"]:
        console.print(RichText(message["text"], style="bold" if message["kind"] == "question" else ""))
    question = reply["question"]
    for number, option in enumerate(question["options"] if question else (), 1):
        console.print(RichText(f"  {number}. {option['label']}"))
        if option["help"]:
            console.print(RichText(f"     {option['help']}", style="dim"))


def _urgent(urgent: dict[str, Any], console: Console) -> None:
    lines = "\n".join(line["text"] for line in urgent["lines"])
    style = "bold white on red" if urgent["tier"] == "emergency" else "red" if urgent["active"] else "dim"
    console.print(Panel(RichText(lines), title=RichText(urgent["heading"]["text"]), border_style=style))


def _outcome(outcome: dict[str, Any], console: Console, assistant: Assistant, locale: str) -> None:
    words, phrases = assistant.catalogues[locale], assistant.pathway.phrases
    console.print(RichText(outcome["title"], style="bold underline"))
    place = None
    for service in outcome["services"]:
        if service["place"] != place:
            place = service["place"]
            console.print(RichText(f"\n{service['place_label']}", style="bold"))
        console.print(RichText(f"  {service['name']}", style="bold cyan"))
        for line in (
            service["what"],
            service["how"],
            service["times"],
            service["caution"],
            service["ask_person"],
        ):
            if line:
                console.print(RichText(f"    {line}"))
        for contact in service["contacts"]:
            note = f" ({contact['note']})" if contact["note"] else ""
            keyword = f"{contact['keyword']} → " if contact["keyword"] else ""
            console.print(RichText(f"    {contact['label']}: {keyword}{contact['value']}{note}", style="green"))
            source = contact["source"]
            console.print(RichText(f"      {source['title']}, {source['dated']}", style="dim"))
            if contact["remark"]:
                console.print(RichText(f"      {contact['remark']}", style="yellow"))
        console.print(RichText(f"    {service['why']} ({service['rule']})", style="dim"))
    for tip in outcome["tips"]:
        console.print(RichText(f"\n{tip['text']}"))
    for adjustment in outcome["adjustments"]:
        console.print(RichText(f"  {words.text(phrases['ask_for'])}: {adjustment['says']['text']}"))
