package view

import (
	"testing"

	"floorwalker/app/chat"
)

// A whisper to me is marked in its row until I look; one to somebody else is not
// (C-OBS-06), and neither makes the row newer.
func TestAWhisperIsMarkedUntilItIsSeen(t *testing.T) {
	s := newStage()
	s.do("a", opened("Ada"), line(chat.SpeakerCustomer, "hello"), &chat.ChatAccepted{Agent: "asha"})
	at := s.book.Row("a").LastAt
	s.do("a", &chat.WhisperPosted{Message: "w1", To: "ben", Text: "not for me"})
	want(t, "to somebody else", s.book.Row("a").Whispered, false)
	s.do("a", &chat.WhisperPosted{Message: "w2", To: "asha", Text: "look"})
	r := s.book.Row("a")
	want(t, "to me", []any{r.Whispered, r.LastAt, r.LastText}, []any{true, at, "hello"})
	s.book.Looked("a", s.now())
	s.book.Update(s.floor.Chat("a"))
	want(t, "seen", s.book.Row("a").Whispered, false)
}
