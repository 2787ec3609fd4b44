package view

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
)

// BenchmarkUpdate is what one event costs the board: a line, which moves no
// row, and an obligation, which does, fold included. The size of the floor must hardly show.
func BenchmarkUpdate(b *testing.B) {
	for _, chats := range []int{100, 10_000} {
		s := newStage()
		cs := make([]*chat.Chat, chats)
		for i := range cs {
			cs[i] = s.do(chat.ChatID(fmt.Sprintf("chat-%05d", i)), opened("X"), line(chat.SpeakerCustomer, "incoming calls do not come in"))
		}
		b.Run(fmt.Sprintf("line/chats=%d", chats), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i = (i + 7919) % chats
				s.book.Update(cs[i])
			}
		})
		b.Run(fmt.Sprintf("move/chats=%d", chats), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i = (i + 7919) % chats
				s.do(cs[i].ID, owe("o", chat.Instant(i*7919%1000)), &chat.ObligationEnded{Obligation: "o"})
				if i%64 == 0 {
					s.book.Boards() // as a publish does
				}
			}
		})
	}
}
