package script_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/assets"
)

func starter(t testing.TB) script.Library {
	t.Helper()
	l, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shipped(t testing.TB) policy.Policy {
	t.Helper()
	p, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func get(t testing.TB, l script.Library, id script.ResponseID) script.Version {
	t.Helper()
	r, ok := l.Get(id)
	if !ok {
		t.Fatalf("the library has no %s", id)
	}
	return r
}

// put writes what v says from the revision that v says.
func put(t testing.TB, l script.Library, v script.Version) (script.Library, script.Version) {
	t.Helper()
	next, v, err := l.Put(v.ID, v.Content, v.Revision, v.By, v.Updated)
	if err != nil {
		t.Fatal(err)
	}
	return next, v
}

// version returns a response as it would be put for the first time.
func version(id script.ResponseID, r script.Response) script.Version {
	v := script.Version{Content: r}
	v.ID = id
	return v
}

// same reports whether two versions say the same and are the same.
func same(a, b script.Version) bool {
	return a.ID == b.ID && a.Revision == b.Revision && a.Updated == b.Updated && a.By == b.By && a.Content == b.Content
}

// At 09:30 UTC it is 15:00 where the team of the shipped policy is.
const now chat.Instant = 1_790_674_200_000

const minute chat.Instant = 60_000

func line(id chat.MessageID, at chat.Instant, text string) chat.Message {
	return chat.Message{ID: id, At: at, From: chat.SpeakerCustomer, Text: text}
}

// known is what a desk knows in the middle of an ordinary chat.
func known(t testing.TB) script.Known {
	return script.Known{
		Now:      now,
		Customer: chat.Customer{Name: "Asha"},
		Messages: []chat.Message{
			line("m1", now-40*minute, "hello sir"),
			{ID: "m2", At: now - 39*minute, From: chat.SpeakerBot, Text: "How may I help you? My name is Bot."},
			line("m3", now-30*minute, "Hi, I want to add a new user to my panel but the save button is not working. Please check"),
		},
		Agent: "Rohan M.",
		Settings: script.Settings{
			Salutation: "Sir/Madam", Team: "the support team", Phone: "+91 00000 00000", Email: "help@example.com",
		},
		Policy: shipped(t),
		Typed: map[string]string{
			"first_action": "check your user list", "info_needed": "the name of the new user",
			"next_steps": "the carrier repairs the trunk", "resolve_by": "23 November at 10:00", "call_at": "23 November at 12:00",
			"ref": "CB-4F2K", "when": "on 23 November at 12:00",
		},
	}
}
