package ticket

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"floorwalker/app/chat"
)

func BenchmarkDraft(b *testing.B) {
	f, c := guide(), solved().chat()
	b.ReportAllocs()
	for b.Loop() {
		t := Draft(c, now, f)
		_ = f.Problems(&t)
	}
}

// BenchmarkDraftLong is a chat of 2,000 lines.
func BenchmarkDraftLong(b *testing.B) {
	s := open(chat.Customer{}, true)
	for range 500 {
		s.say(chat.SpeakerCustomer, "My panel shows error 403. It is urgent!").say(chat.SpeakerBot, "Please clear the cookies of your browser.").
			say(chat.SpeakerAgent, "I have unlocked the panel for you.").say(chat.SpeakerCustomer, "It works now, thank you")
	}
	f, c := guide(), s.chat()
	b.ReportAllocs()
	for b.Loop() {
		_ = Draft(c, now, f)
	}
}

func BenchmarkCSV(b *testing.B) {
	tickets := slices.Values(slices.Repeat([]Ticket{full()}, 1000))
	b.ReportAllocs()
	for b.Loop() {
		var file bytes.Buffer
		if err := WriteCSV(&file, tickets, CSVOptions{}); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(file.Len()))
	}
}

func BenchmarkCompare(b *testing.B) {
	var (
		closed  []chat.ChatID
		tickets []Ticket
	)
	for i := range 10_000 {
		c := chat.ChatID(fmt.Sprint("practice ", i))
		closed, tickets = append(closed, c), append(tickets, Ticket{Ref: RefOf(RefTicket, string(c), now), Chat: c})
	}
	b.ReportAllocs()
	for b.Loop() {
		if !Compare(closed, tickets).Empty() {
			b.Fatal("differences")
		}
	}
}
