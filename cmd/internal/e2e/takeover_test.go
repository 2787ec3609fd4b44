package e2e

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// TestTakeOverBothWays is a person in a browser and a person at the desk, each
// with a real keyboard and a real screen (G-ROLE-04, S-ACC-01 to -04, D-08).
func TestTakeOverBothWays(t *testing.T) {
	for _, c := range []struct {
		name       string
		wide, high int64
	}{{"at a phone's width", 390, 844}, {"at a desk's width", 1280, 800}} {
		t.Run(c.name, func(t *testing.T) { takeOver(t, c.wide, c.high) })
	}
}

func takeOver(t *testing.T, wide, high int64) {
	const customer, hello, answer = "Rohan M.", "Hello Rohan, this is Asha.", "my order has not come yet"
	s := openScreen(t)
	d := openDesk(t, s, "--no-scenarios")
	b := openBrowser(t, wide, high)
	b.enter("http://"+d.addr+"/practice", customer)
	b.say(askForHuman)
	id := b.chat()
	eventually(t, "the alert", func() error { return notificationDrawn(t, s, customer+": asks for a person") })

	d.keys("alt+shift+Down")
	eventually(t, "the observer's frame", func() error { return observing(t, d.window()) })
	if l := d.log.lines(id); slices.ContainsFunc(l, func(p posted) bool { return p.from == chat.SpeakerSystem }) {
		t.Errorf("before anybody took over, the customer was told %v", l) // V-INV-02
	}
	d.keys("ctrl+shift+t")
	eventually(t, "the takeover on the page", func() error {
		system := b.lines("system")
		return yes(len(system) == 1 && strings.Contains(system[0], agentName), "the customer was told %q", system)
	})
	eventually(t, "the takeover at the desk", func() error { return says(t, d.part(threadPane), "bot stopped") })

	d.ownWords()
	d.write(hello, 10)
	d.keys("Return")
	eventually(t, "the agent's line on the page", func() error {
		got := b.lines("agent")
		return yes(len(got) == 1 && got[0] == hello, "the agent's lines are %q", got)
	})
	if got := b.text("serving"); got != "You are talking to "+agentName {
		t.Errorf("the page says %q", got)
	}
	bots := len(b.lines("bot"))
	b.say(answer)
	eventually(t, "the customer's answer at the desk", func() error { return says(t, d.part(threadPane), answer) })
	stillSilent(t, d, b, id, bots)
	if got := b.lines("system"); len(got) != 1 {
		t.Errorf("the customer was told of one takeover %d times: %q", len(got), got)
	}
	b.fits(wide)
	samePage(t, d, b, id)
}

// ownWords leaves the steps of a takeover, whose first is ready, for the empty box.
func (d *desk) ownWords() {
	d.t.Helper()
	eventually(d.t, "the steps", func() error { return says(d.t, d.part(threadPane), "From now on I will help you") })
	d.keys("Escape")
	eventually(d.t, "the box", func() error { return says(d.t, d.part(threadPane), "Write to the customer") })
}

// stillSilent sees that the bot says nothing more in the chat, by waiting for
// its answer in another one to a question asked later.
func stillSilent(t *testing.T, d *desk, b *browser, id chat.ChatID, bots int) {
	t.Helper()
	const other = "web-other"
	d.post(other, 0, "How do I forward calls?")
	eventually(t, "the bot's answer elsewhere", func() error {
		l := d.log.lines(other)
		return yes(slices.ContainsFunc(l, func(p posted) bool { return p.from == chat.SpeakerBot }), "only %v", l)
	})
	if got := b.lines("bot"); len(got) != bots {
		t.Errorf("the bot went on after the takeover: %q", got[bots:])
	}
	if d.log.owner(id) == "" {
		t.Error("on the log nobody serves the chat")
	}
}

// samePage sees that the customer's page has what the log has, line by line.
func samePage(t *testing.T, d *desk, b *browser, id chat.ChatID) {
	t.Helper()
	var want []string
	for _, l := range d.log.lines(id) {
		want = append(want, string(l.from)+": "+l.text)
	}
	if got := b.all(); !slices.Equal(got, want) {
		t.Errorf("the page shows\n%q\nand the log has\n%q", got, want)
	}
}
