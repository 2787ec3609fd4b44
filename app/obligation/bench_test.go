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
