package handover_test

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/shift/handover"
	"floorwalker/assets"
)

// pen signs with a key made of a name, so that tests are the same every time.
type pen struct{ key ed25519.PrivateKey }

func penOf(name string) pen {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	return pen{ed25519.NewKeyFromSeed(seed)}
}

func (p pen) Key() (ed25519.PublicKey, error)     { return p.key.Public().(ed25519.PublicKey), nil }
func (p pen) Sign(message []byte) ([]byte, error) { return ed25519.Sign(p.key, message), nil }

// noon is a Friday in the team's zone.
var noon = chat.InstantOf(time.Date(2026, time.November, 20, 12, 0, 0, 0, time.UTC))

func edition(tb testing.TB) *policy.Edition {
	tb.Helper()
	ed, err := policy.ParseEdition(assets.DefaultPolicy)
	if err != nil {
		tb.Fatal(err)
	}
	return ed
}

// floor is one that events are told to, one after the other.
type floor struct {
	*chat.Floor
	at chat.Instant
	n  int
}

func newFloor() *floor {
	f := &floor{Floor: chat.NewFloor(), at: noon}
	for _, who := range []string{"Asha", "Rohan M.", "Lena"} {
		role := chat.RolePrimary
		if who == "Lena" {
			role = chat.RoleLead
		}
		f.tell("", "", &chat.AgentAdded{Agent: id(who), Name: who, Role: role})
	}
	return f
}

func id(name string) chat.AgentID {
	return map[string]chat.AgentID{"Asha": "asha", "Rohan M.": "rohan", "Lena": "lena"}[name]
}

func (f *floor) tell(c chat.ChatID, by chat.AgentID, b chat.Body) {
	f.n++
	f.at = f.at.Add(time.Second)
	f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprintf("e%d", f.n)), At: f.at, Chat: c, By: by, Body: b})
}

// open puts a chat on the floor, served by somebody if by anybody.
func (f *floor) open(c chat.ChatID, customer string, by chat.AgentID) {
	f.tell(c, "", &chat.ChatOpened{Customer: chat.Customer{Name: customer}, Bot: true, Driver: "practice"})
	if by != "" {
		f.tell(c, by, &chat.ChatTakenOver{Agent: by})
	}
}

func (f *floor) owe(c chat.ChatID, o chat.ObligationID, kind chat.ObligationKind, owner chat.AgentID) {
	f.tell(c, "", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: o, Kind: kind, Owner: owner, Started: f.at, Due: f.at.Add(time.Hour), Words: "as agreed", Ref: "CB-" + string(o),
	}})
}

// list is a list of follow-ups, each with who has it.
func list(tb testing.TB, owners ...chat.AgentID) followup.List {
	tb.Helper()
	var l followup.List
	for i, owner := range owners {
		var err error
		l, _, err = l.Put(record.ID(fmt.Sprintf("f%d", i)), followup.FollowUp{
			Customer: fmt.Sprintf("Customer %d", i), Phone: "+91 00000 00000", Reason: "asked for a call",
			Due: noon.Add(time.Duration(i) * time.Minute), Assignee: owner, State: followup.StateOpen, Created: noon,
		}, record.Revision{}, "lena", noon)
		if err != nil {
			tb.Fatal(err)
		}
	}
	return l
}

// signed is a small handover of Asha's with everything that a file can have: two items,
// an acknowledgement, and a lead's word.
func signed(tb testing.TB) *handover.File {
	tb.Helper()
	f := newFloor()
	f.open("c1", "Priya <b>", "asha")
	f.owe("c1", "o1", chat.OwedCall, "asha")
	ed := edition(tb)
	items := handover.Collect(f.Floor, followup.List{}, "asha", f.at, ed)
	doc := handover.Build(f.Floor, ed, handover.Brief{
		Shift: "2026-11-20-1000", From: "asha", To: "rohan", At: f.at, Note: "A quiet day.\nUntil five.",
		Notes: map[string]string{"chat:c1": "Knows that you come"}, Items: items,
		Checks: []handover.Check{{ID: "G-CHK-E1", Words: "Follow-up calls", Done: true}},
	})
	file, err := handover.Sign(doc, penOf("asha"))
	if err != nil {
		tb.Fatal(err)
	}
	f.tell("", "asha", &chat.HandoverSigned{
		Shift: doc.Shift, Hash: file.Hash, To: "rohan", Items: doc.HandoverItems(), Due: doc.Due, Document: packed(tb, file),
	})
	ids := []string{doc.Items[0].ID}
	ack, err := handover.SignAck(file.Hash, ids, "rohan", f.at, penOf("rohan"))
	if err != nil {
		tb.Fatal(err)
	}
	f.tell("", "rohan", &chat.HandoverAcknowledged{Hash: file.Hash, Items: ids, Signature: ack})
	taken, err := handover.SignTaken(file.Hash, "asha", "I call her myself.", "lena", f.at, penOf("lena"))
	if err != nil {
		tb.Fatal(err)
	}
	f.tell("", "lena", &chat.HandoverTaken{Hash: file.Hash, Agent: "asha", Note: "I call her myself.", Signature: taken})
	h, ok := f.Handover(file.Hash)
	if !ok {
		tb.Fatal("the floor has no handover")
	}
	whole, err := handover.FileOf(&h)
	if err != nil {
		tb.Fatal(err)
	}
	return whole
}

func packed(tb testing.TB, f *handover.File) []byte {
	tb.Helper()
	b, err := f.Pack()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func encoded(tb testing.TB, f *handover.File) []byte {
	tb.Helper()
	b, err := f.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// keys are those of the three, registered before noon.
func keys() *handover.Keys {
	f := chat.NewFloor()
	for i, name := range []string{"Asha", "Rohan M.", "Lena"} {
		who := string(id(name))
		key, _ := penOf(who).Key() // a pen has one
		f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("a", i)), At: noon, Body: &chat.AgentAdded{Agent: chat.AgentID(who), Name: name, Role: chat.RoleLead}})
		f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("k", i)), At: noon, Body: &chat.KeyRegistered{Agent: chat.AgentID(who), Key: bytes.Clone(key)}})
	}
	return handover.KeysOf(f)
}
