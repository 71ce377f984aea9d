from bot.pathway.text import Message, Text, say

PLAIN = Text("greeting", "Hello %(name)s")
GENTLE = Text("greeting", "Your baby", after_loss=Text("greeting.after_loss", "Your loss"))
NAME = Text("name", "Sands", name=True)


def test_wording_for_a_loss_is_said_only_after_a_loss():
    assert GENTLE.said(after_loss=True).english == "Your loss"
    assert GENTLE.said(after_loss=False).english == "Your baby"


def test_wording_without_a_version_for_a_loss_is_said_as_it_is():
    assert PLAIN.said(after_loss=True) is PLAIN


def test_a_message_keeps_what_fills_its_places_in_the_order_of_their_names():
    message = say(PLAIN, name=say(NAME), also=(say(NAME) for _ in range(2)))
    assert message == Message(PLAIN, (("also", (Message(NAME), Message(NAME))), ("name", Message(NAME))))


def test_a_message_without_places_fills_none():
    assert say(NAME).params == ()
