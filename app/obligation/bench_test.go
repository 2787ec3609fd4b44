package obligation_test

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

// One line of an agent, on a floor with many chats and with few: it costs the
// same.
func BenchmarkFollowLine(b *testing.B) {
	p := edition()
	for _, chats := range []int{1, 1_000} {
		for _, by := range []chat.Speaker{chat.SpeakerCustomer, chat.SpeakerAgent} {
			b.Run(fmt.Sprintf("%s/%d", by, chats), func(b *testing.B) {
				f := chat.NewFloor()
				var e *chat.Event
				for i := range chats {
					id := chat.ChatID(fmt.Sprint("c", i))
					n := 0
					fold := func(body chat.Body) {
						n++
						e = &chat.Event{ID: chat.EventID(fmt.Sprint(i, "-", n)), At: chat.Instant(n * 1_000), Chat: id, By: "asha", Body: body}
						f.Apply(e)
						for _, x := range obligation.Follow(f.Chat(id), e, p) {
							f.Apply(&x)
						}
					}
					fold(&chat.ChatOpened{})
					fold(&chat.ChatAccepted{Agent: "asha"})
					fold(line("m0", chat.SpeakerCustomer, "Hello", ""))
					fold(line("m", by, "Thank you for the details, Meera. Your order left our house yesterday, and it comes on Friday.", ""))
				}
				c := f.Chat(e.Chat)
				b.ReportAllocs()
				for b.Loop() {
					obligation.Follow(c, e, p)
				}
			})
		}
	}
}

// What closed chats still owe keeps them on the floor. One more that closes, is
// called and is done costs the same however many there are.
func BenchmarkCallsPiledUp(b *testing.B) {
	p := edition()
	covered(p)
	for _, chats := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("of %d", chats), func(b *testing.B) {
			f, n := chat.NewFloor(), 0
			fold := func(id chat.ChatID, body chat.Body) {
				n++
				e := &chat.Event{ID: chat.EventID(fmt.Sprint(n)), At: monday + chat.Instant(n), Chat: id, By: "asha", Body: body}
				f.Apply(e)
				for _, x := range obligation.Follow(f.Chat(id), e, p) {
					f.Apply(&x)
				}
			}
			owes := func(id chat.ChatID) chat.ObligationID {
				fold(id, &chat.ChatOpened{})
				fold(id, line("m", chat.SpeakerCustomer, "Hello", ""))
				fold(id, &chat.ChatAccepted{Agent: "asha"})
				fold(id, &chat.ChatClosed{})
				return f.Chat(id).Obligations[0].ID
			}
			for i := range chats {
				owes(chat.ChatID(fmt.Sprint("pile", i)))
			}
			b.ReportAllocs()
			for b.Loop() {
				id := chat.ChatID(fmt.Sprint("c", n))
				call := owes(id)
				fold(id, &chat.AttemptEnded{Attempt: chat.Attempt{
					ID: "t", Obligation: call, Began: monday + chat.Instant(n), Ended: monday + chat.Instant(n), Outcome: chat.AttemptReached,
				}})
				if c := f.Chat(id); len(c.Obligations) > 0 {
					b.Fatalf("it still owes %+v", c.Obligations)
				}
			}
		})
	}
}
