package ladder

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/app/shift"
	"floorwalker/sync/feed"
)

// scribe is a bare feed under an agent's name.
type scribe struct {
	child *child
	feed  *feed.Feed

	mu      sync.Mutex // guards what follows
	me      chat.AgentID
	live    bool
	answers map[chat.CommandID]chan feed.Result

	// What it has written of each library; it belongs to the deeds' goroutine.
	canned record.Book[script.Response]
	calls  record.Book[followup.FollowUp]
	notes  record.Book[shift.Note]
}

// runScribe is the scribe's process.
func runScribe(ctx context.Context, c *child) error {
	s := &scribe{child: c, answers: make(map[chat.CommandID]chan feed.Result)}
	s.feed = feed.New(feed.Config{
		URL: "ws://" + os.Getenv(addrVariable) + "/v1/stream", Token: os.Getenv(tokenVariable), Desk: "scribe",
		Sink: s, Local: c.local,
	})
	go c.obey(map[string]deed{
		"skew":  c.skew(),
		"retry": with(func(struct{}) (any, error) { s.feed.RetryNow(); return nil, nil }),
		"live":  with(func(struct{}) (any, error) { return nil, s.awaitLive() }),
		"send":  with(s.send),
		"write": with(s.writeAll),
	})
	c.say(reply{N: wordReady})
	err := s.feed.Run(ctx)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Reset, Events, Live, Position, Result, Gap and Status implement feed.Sink.
func (s *scribe) Reset(int)               {}
func (s *scribe) Events([]feed.Item)      {}
func (s *scribe) Position(string)         {}
func (s *scribe) Gap([]chat.ChatID, bool) {}

func (s *scribe) Live(string) { s.isLive(true) }

func (s *scribe) Status(st feed.Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.me, s.live = st.Welcome.Agent, s.live && st.State == feed.Live
}

func (s *scribe) isLive(is bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live = is
}

func (s *scribe) Result(r feed.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.answers[r.ID]; a != nil {
		a <- r
		delete(s.answers, r.ID)
	}
}

func (s *scribe) awaitLive() error {
	if !until(hang, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.live
	}) {
		return errNever
	}
	return nil
}

// sent is a command whose id the test chose.
type sent struct {
	ID   chat.CommandID   `json:"id"`
	Wish chat.CommandName `json:"wish"`
	words
	// Wait is how long the answer may take; the test expects none if the proxy
	// swallows it.
	Wait time.Duration `json:"wait"`
}

// noAnswer is what send answers when there was none.
const noAnswer = "no answer"

func (s *scribe) send(c sent) (any, error) {
	var w chat.Wish
	switch c.Wish {
	case chat.NamePostMessage:
		w = &chat.PostMessage{Text: c.Text}
	case chat.NamePostNote:
		w = &chat.PostNote{Text: c.Text}
	case chat.NameWhisper:
		w = &chat.Whisper{Text: c.Text, To: c.To}
	case chat.NameTakeOver:
		w = &chat.TakeOver{Reason: c.Text}
	case chat.NameAddTag:
		w = &chat.AddTag{Tag: c.Text}
	case chat.NameJoin:
		w = &chat.Join{}
	case chat.NameForward:
		w = &chat.Forward{To: c.To, Reason: chat.ForwardOther, Note: c.Text}
	case chat.NameSaveRecord:
		v, err := (script.Library{}).Book().Propose("same-id", script.Response{Title: "One", Text: c.Text}, record.Revision{}, s.me, chat.Instant(c.At.UnixMilli()))
		if err != nil {
			return nil, err
		}
		raw, err := record.Encode(v)
		if err != nil {
			return nil, err
		}
		w = &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: raw}
	default:
		return nil, errors.New("the scribe does not know this wish")
	}
	answer := s.expect(c.ID)
	if err := s.feed.Send(chat.Command{ID: c.ID, Chat: c.Chat, Body: w}); err != nil {
		return nil, err
	}
	select {
	case r := <-answer:
		if r.Refusal != nil {
			return string(r.Refusal.Code) + ": " + r.Refusal.Words, nil
		}
		return "ok", nil
	case <-time.After(c.Wait):
		return noAnswer, nil
	}
}

func (s *scribe) expect(id chat.CommandID) chan feed.Result {
	a := make(chan feed.Result, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[id] = a
	return a
}
