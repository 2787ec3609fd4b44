package connected

import (
	"fmt"
	"slices"
	"testing"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/sync/driver/conformance"
)

// each runs a test against every backend.
func each(t *testing.T, test func(t *testing.T, p *place)) {
	for _, name := range slices.Sorted(keys(places)) {
		t.Run(name, func(t *testing.T) { test(t, places[name](t)) })
	}
}

func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// TestEveryChatIsSeen opens chats before and after the hub connects, the bot's and
// those that wait: all are on the wall, with what was said before, and what is said
// then comes too (G-ROLE-03). Nobody at the backend learns of it (V-INV-01).
func TestEveryChatIsSeen(t *testing.T) {
	each(t, func(t *testing.T, p *place) {
		var ids []chat.ChatID
		for i := range 12 {
			id := p.vendor.OpenChat(conformance.Opening{Name: fmt.Sprint("Customer ", i), Mail: fmt.Sprintf("c%d@example.com", i), Text: fmt.Sprint("Where is parcel ", i, "?"), Bot: i%3 != 0})
			if i%3 != 0 {
				p.vendor.BotSays(id, fmt.Sprint("Parcel ", i, " is on its way."), 0.9)
			}
			ids = append(ids, id)
		}
		f := openFloor(t, p)
		all := func(n int) func(*app.Snapshot) bool {
			return func(s *app.Snapshot) bool { return s.Boards[view.All].Len() == n }
		}
		f.asha.sees("every chat that was there before", all(12))
		for i := range 3 {
			ids = append(ids, p.vendor.OpenChat(conformance.Opening{Name: "Late", Mail: fmt.Sprintf("l%d@example.com", i), Text: fmt.Sprint("Where is parcel ", 12+i, "?"), Bot: true}))
		}
		f.asha.sees("every chat", all(15))
		for i, id := range ids {
			p.vendor.CustomerSays(id, fmt.Sprint("Still no parcel ", i, "."))
		}
		for i, id := range ids {
			want := []string{fmt.Sprint("customer: Where is parcel ", i, "?")}
			if i < 12 && i%3 != 0 {
				want = append(want, fmt.Sprint("bot: Parcel ", i, " is on its way."))
			}
			want = append(want, fmt.Sprint("customer: Still no parcel ", i, "."))
			f.asha.opens(id)
			f.asha.sees(fmt.Sprint(want), func(s *app.Snapshot) bool {
				var got []string
				for _, m := range s.Thread.Messages {
					if m.From == chat.SpeakerCustomer || m.From == chat.SpeakerBot {
						got = append(got, string(m.From)+": "+m.Text)
					}
				}
				return slices.Equal(got, want)
			})
		}
		for _, r := range p.vendor.Requests() {
			if !r.Kind.Silent() {
				t.Errorf("while everybody only watched, the hub sent %s (%s)", r.Route, r.Kind)
			}
		}
		f.asha.sees("that all is well with "+p.title, func(s *app.Snapshot) bool {
			b, ok := s.Backend(p.name)
			return ok && b.Well && b.Title == p.title
		})
	})
}

// TestABackendComesBack loses the connection, and then the backend: what was said
// meanwhile is seen, once.
func TestABackendComesBack(t *testing.T) {
	each(t, func(t *testing.T, p *place) {
		id := p.vendor.OpenChat(conformance.Opening{Name: "Mira", Mail: "mira@example.com", Text: "Hello?", Bot: true})
		f := openFloor(t, p)
		f.asha.sees("the chat", func(s *app.Snapshot) bool { return s.Boards[view.All].Len() == 1 })
		f.asha.opens(id)
		p.vendor.Trouble(conformance.Away)
		p.vendor.Cut()
		f.asha.sees("that the backend is away", func(s *app.Snapshot) bool {
			b, ok := s.Backend(p.name)
			return ok && !b.Well && b.Words != ""
		})
		p.vendor.CustomerSays(id, "Anybody there?")
		p.vendor.Trouble(conformance.Back)
		f.asha.sees("what was said meanwhile, once, and that all is well", func(s *app.Snapshot) bool {
			n := 0
			for _, m := range s.Thread.Messages {
				if m.Text == "Anybody there?" {
					n++
				}
			}
			b, _ := s.Backend(p.name)
			return n == 1 && b.Well
		})
	})
}
