package handover_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/shift/handover"
)

func ids(items []handover.Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.ID)
	}
	slices.Sort(out)
	return out
}

// G-END-02, A-40: nothing of the one who goes is missing, nothing of others is taken.
func TestCollect(t *testing.T) {
	f := newFloor()
	f.open("mine", "Priya", "asha")
	f.owe("mine", "reply", chat.OwedReply, "asha")    // goes with its chat
	f.owe("mine", "call", chat.OwedCall, "asha")      // an item of its own
	f.owe("mine", "theirs", chat.OwedPromise, "lena") // somebody else's word
	f.open("other", "Dev", "rohan")
	f.owe("other", "confirm", chat.OwedConfirm, "asha")
	f.owe("other", "reply", chat.OwedReply, "rohan")
	f.open("waits", "Mira", "")
	f.tell("waits", "", &chat.ChatQueued{Queue: "Billing", Reason: "asked for a person"})
	f.open("bot", "Nils", "")
	f.owe("bot", "takeover", chat.OwedTakeOver, "")
	f.owe("bot", "ack", chat.OwedAck, chat.OwnerBot)
	f.owe("bot", "written", chat.OwedWriteUp, "asha")
	f.open("closed", "Ada", "asha")
	f.owe("closed", "night", chat.OwedReview, "")
	f.owe("closed", "team", chat.OwedEscalation, chat.OwnerQueue("Technical"))
	f.owe("closed", "gone", chat.OwedPromise, "nobody-known")
	f.tell("closed", "asha", &chat.ChatClosed{Reason: "Others"})
	got := ids(handover.Collect(f.Floor, list(t, "asha", "", "rohan"), "asha", f.at, edition(t)))
	want := []string{
		"chat:mine", "chat:waits", "follow-up:f0", "follow-up:f1", "owed:bot/takeover", "owed:bot/written",
		"owed:closed/gone", "owed:closed/night", "owed:closed/team", "owed:mine/call", "owed:other/confirm",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What was handed to somebody who never acknowledged it still bears the name of who
// has gone; when the receiver goes, too, it goes on with them.
func TestCollectWhatWasNeverAcknowledged(t *testing.T) {
	f := newFloor()
	f.open("c1", "Priya", "asha")
	f.owe("c1", "call", chat.OwedCall, "asha")
	items := []chat.HandoverItem{{ID: "chat:c1", Chat: "c1"}, {ID: "owed:c1/call", Chat: "c1", Obligation: "call"}}
	f.tell("", "asha", &chat.HandoverSigned{Shift: "s", Hash: "h", To: "rohan", Items: items})
	of := func(who chat.AgentID) []string {
		return ids(handover.Collect(f.Floor, followup.List{}, who, f.at, edition(t)))
	}
	if got := of("rohan"); len(got) != 2 {
		t.Errorf("rohan has %q", got)
	}
	if got := of("lena"); len(got) != 0 {
		t.Errorf("lena has %q", got)
	}
	f.tell("", "", &chat.HandoverRaised{Hash: "h", To: "lena"})
	if got := of("lena"); len(got) != 2 {
		t.Errorf("after it was raised lena has %q", got)
	}
	f.tell("", "lena", &chat.HandoverTaken{Hash: "h", Agent: "asha"})
	if got := of("rohan"); len(got) != 0 {
		t.Errorf("after lena took it rohan has %q", got)
	}
}

// The words of an item are one line each, whoever typed them, and the nearest is first.
func TestCollectedWords(t *testing.T) {
	f := newFloor()
	f.open("c1", "Eve\n\u202eX", "asha")
	f.owe("c1", "call", chat.OwedCall, "asha")
	f.at = f.at.Add(2 * 3600e9)
	items := handover.Collect(f.Floor, list(t, "asha"), "asha", f.at, edition(t))
	if len(items) != 3 || items[0].ID != "follow-up:f0" {
		t.Fatalf("%+v", items)
	}
	for _, it := range items {
		if strings.ContainsAny(it.Title+it.Words+it.Customer, "\n\u202e") || it.Title == "" {
			t.Errorf("%+v", it)
		}
	}
	if i := slices.IndexFunc(items, func(it handover.Item) bool { return it.Kind == handover.KindCall }); !strings.Contains(items[i].Words, "late") || items[i].Ref != "CB-call" {
		t.Errorf("%+v", items[i])
	}
}

// D-05: over random floors, each thing that is open and is the leaver's, or nobody's,
// is in the document, exactly once.
func TestNothingOpenIsMissing(t *testing.T) {
	ed := edition(t)
	kinds := []chat.ObligationKind{
		chat.OwedCall, chat.OwedPromise, chat.OwedEscalation, chat.OwedConfirm, chat.OwedReview, chat.OwedNightAck,
		chat.OwedNightResolve, chat.OwedWriteUp, chat.OwedReply, chat.OwedTakeOver, chat.OwedResolution,
	}
	people := []chat.AgentID{"asha", "rohan", "lena", "", chat.OwnerBot, chat.OwnerQueue("Billing")}
	rapid.Check(t, func(rt *rapid.T) {
		f := newFloor()
		for i := range rapid.IntRange(0, 6).Draw(rt, "chats") {
			c := chat.ChatID(fmt.Sprint("c", i))
			f.open(c, "Customer", rapid.SampledFrom([]chat.AgentID{"asha", "rohan", ""}).Draw(rt, "serves"))
			for j := range rapid.IntRange(0, 4).Draw(rt, "owed") {
				f.owe(c, chat.ObligationID(fmt.Sprint("o", j)), rapid.SampledFrom(kinds).Draw(rt, "kind"), rapid.SampledFrom(people).Draw(rt, "owner"))
			}
			if rapid.Bool().Draw(rt, "closed") {
				f.tell(c, "", &chat.ChatClosed{Reason: "Others"})
			}
		}
		owners := rapid.SliceOfN(rapid.SampledFrom(people[:4]), 0, 4).Draw(rt, "follow-ups")
		l := list(t, owners...)
		w := wanted{rt, handover.Collect(f.Floor, l, "asha", f.at, ed)}
		f.EachChat(w.chat)
		for v := range l.Open() {
			if (v.Content.Assignee == "asha" || v.Content.Assignee == "") != w.has("follow-up:"+string(v.ID)) {
				rt.Fatalf("follow-up %s of %q", v.ID, v.Content.Assignee)
			}
		}
	})
}

// wanted looks for what has to be among items, and what must not.
type wanted struct {
	*rapid.T
	items []handover.Item
}

func (w wanted) has(id string) bool {
	n := 0
	for _, it := range w.items {
		if it.ID == id {
			n++
		}
	}
	if n > 1 {
		w.Fatalf("%s is there %d times", id, n)
	}
	return n == 1
}

func (w wanted) chat(c *chat.Chat) {
	serves := c.Active() && c.Owner == "asha"
	if serves != w.has("chat:"+string(c.ID)) {
		w.Fatalf("chat %s, which asha serves: %v", c.ID, serves)
	}
	for _, o := range c.Obligations {
		theirs := o.Owner == "asha" || !o.Owner.Person() && o.Owner != chat.OwnerBot
		there := w.has("owed:" + string(c.ID) + "/" + string(o.ID))
		switch {
		case theirs && !there && (!serves || o.Kind.Outlives()):
			w.Fatalf("%s of %s is missing", o.Kind, c.ID)
		case !theirs && there:
			w.Fatalf("%s of %s is %s’s", o.Kind, c.ID, o.Owner)
		}
	}
}

// D-05: a customer's line that is too long for an item ends in "…", so that nobody takes
// its beginning for the whole.
func TestALongLineIsSeenToBeCut(t *testing.T) {
	f := newFloor()
	f.open("long", "Priya", "asha")
	f.tell("long", "", &chat.MessagePosted{Message: "1", From: chat.SpeakerCustomer, Text: strings.Repeat("please help me ", 20)})
	items := handover.Collect(f.Floor, followup.List{}, "asha", f.at, edition(t))
	if len(items) != 1 || !strings.HasSuffix(items[0].Words, "help me please…") {
		t.Errorf("collected %+v", items)
	}
}
