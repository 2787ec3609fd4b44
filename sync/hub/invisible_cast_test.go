package hub

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/wire"
)

// playChats is how many customers the play has.
const playChats = 6

func playChat(i int) chat.ChatID { return chat.ChatID(fmt.Sprint("c", i)) }

// customers are the clients of all customers: what they post is answered, and
// what they are told comes on a stream each.
type customers struct {
	s       *stage
	cancel  context.CancelFunc
	reading sync.WaitGroup
	streams [playChats]lockedBuffer
	turns   [playChats]int64
	answers []string // what the hub said to each post
}

func newCustomers(s *stage) *customers {
	ctx, cancel := context.WithCancel(context.Background())
	c := &customers{s: s, cancel: cancel}
	for i := range c.streams {
		url := fmt.Sprintf("%s/practice/v1/chats/%s/stream", s.server.URL, playChat(i))
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			s.t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			s.t.Fatal(err)
		}
		c.reading.Go(func() {
			defer func() { _ = resp.Body.Close() }()
			_, _ = io.Copy(&c.streams[i], resp.Body) // ends with the run
		})
	}
	return c
}

// post sends a line as the customer's client, or the bot, would.
func (c *customers) post(i int, from chat.Speaker, text string, confidence float64) {
	line := map[string]any{"chat": playChat(i), "turn": c.turns[i], "from": from, "text": text}
	if from == chat.SpeakerBot {
		line["confidence"] = confidence
	}
	c.turns[i]++
	body, err := json.Marshal(line)
	if err != nil {
		c.s.t.Fatal(err)
	}
	resp, err := http.Post(c.s.server.URL+"/practice/v1/messages", "application/json", bytes.NewReader(body))
	if err != nil {
		c.s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	said, err := io.ReadAll(resp.Body)
	if err != nil {
		c.s.t.Fatal(err)
	}
	c.answers = append(c.answers, fmt.Sprint(resp.StatusCode, " ", string(said)))
}

// keepAlives are the stream's heartbeats, which the real clock sends.
var keepAlives = regexp.MustCompile(`(?m)^: still here\n\n`)

// ratings come beside the lines, when the backend is asked to ask.
var ratings = regexp.MustCompile(`event: rating\ndata: .*\n\n`)

// received returns what came on a stream, when all that is on the log has: lines in
// their order, and then what was asked beside them.
func (c *customers) received(i int) []string {
	c.s.t.Helper()
	lines, asked := 0, 0
	for _, e := range c.s.journal.all(c.s.t) {
		switch b := e.Body.(type) {
		case *chat.MessagePosted:
			if e.Chat == playChat(i) && b.From != "" {
				lines++
			}
		case *chat.RatingAsked:
			if e.Chat == playChat(i) {
				asked = 1 // nobody is asked twice
			}
		}
	}
	last := fmt.Sprintf("id: %d\n", lines)
	var got string
	c.s.spin(fmt.Sprintf("customer %d receives %d lines", i, lines), func() bool {
		got = c.streams[i].String()
		at := strings.LastIndex(got, last)
		return (lines == 0 || at >= 0 && strings.HasSuffix(got[at:], "\n\n")) && len(ratings.FindAllString(got, -1)) >= asked
	})
	got = keepAlives.ReplaceAllString(got, "")
	return append(strings.SplitAfter(ratings.ReplaceAllString(got, ""), "\n\n"), ratings.FindAllString(got, -1)...)
}

func (c *customers) close() {
	c.cancel()
	c.reading.Wait()
}

// colleague is an agent with an ordinary desk, who may observe.
type colleague struct {
	s       *stage
	agent   chat.AgentID
	token   string
	conn    *websocket.Conn
	results chan wire.Frame
	ended   chan struct{}
	sent    []wire.Frame // the commands of this connection
}

func newColleague(s *stage, name string, role chat.Role) *colleague {
	o := &colleague{s: s, agent: agentIDOf(name), token: s.rig.agent(name, role), results: make(chan wire.Frame, outQueue), ended: make(chan struct{})}
	c := s.desk(o.token)
	o.conn = c.conn
	if err := o.conn.SetReadDeadline(time.Time{}); err != nil {
		s.t.Fatal(err)
	}
	go func() {
		defer close(o.ended)
		for {
			_, data, err := o.conn.ReadMessage()
			if err != nil {
				return
			}
			if f, err := wire.DecodeFrame(data, nil); err == nil && f.Kind == wire.FrameResult {
				o.results <- f
			}
		}
	}()
	return o
}

func (o *colleague) command(id chat.CommandID, in chat.ChatID, w chat.Wish) {
	o.s.t.Helper()
	f := wire.Frame{Kind: wire.FrameCommand, Command: id, Chat: in, Wanted: w.Name(), Wish: w}
	o.sent = append(o.sent, f)
	sendFrame(o.s.t, o.conn, &f)
}

// answer waits for the answer to the newest command.
func (o *colleague) answer() wire.Frame {
	o.s.t.Helper()
	select {
	case f := <-o.results:
		return f
	case <-o.ended:
		o.s.t.Fatalf("%s was disconnected", o.agent)
	case <-time.After(20 * time.Second):
		o.s.t.Fatalf("%s has no answer", o.agent)
	}
	return wire.Frame{}
}

// look observes, or stops observing, and notes what the audit stream must say.
func (o *colleague) look(id chat.CommandID, in chat.ChatID, w chat.Wish) {
	o.s.t.Helper()
	o.command(id, in, w)
	o.looked(in, w, o.answer())
}

func (o *colleague) looked(in chat.ChatID, w chat.Wish, f wire.Frame) {
	key := fmt.Sprint(o.agent, " ", in)
	if !f.OK {
		return
	}
	_, begins := w.(*chat.Observe)
	if begins == o.s.watching[key] {
		return // no news
	}
	o.s.watching[key] = begins
	if begins {
		o.s.expect("observed", key)
	} else {
		o.s.expect("stopped", key)
	}
}

// wish does something that others see, and notes whether it ends an observation
// (V-INV-03): what makes an owner of whoever is none, or a guest of a stranger.
func (o *colleague) wish(id chat.CommandID, in chat.ChatID, w chat.Wish) {
	o.s.t.Helper()
	owns, serves, offer := o.s.standing(in, o.agent, w)
	o.command(id, in, w)
	f := o.answer()
	o.s.quiet()
	ends := false
	switch w.(type) {
	case *chat.TakeOver:
		ends = !owns
	case *chat.Join:
		ends = !serves
	case *chat.AcceptOffer:
		ends = offer != chat.OfferInvitation && offer != "" && !owns || offer == chat.OfferInvitation && !serves
	}
	key := fmt.Sprint(o.agent, " ", in)
	if f.OK && ends && o.s.watching[key] {
		o.s.watching[key] = false
		o.s.expect("stepped_in", key)
	}
}

// whisper is one of the wishes that the run without whispers leaves out. It is
// for Asha, in the first of her chats behind in.
func (o *colleague) whisper(id chat.CommandID, in int, text string) {
	o.s.t.Helper()
	const to = chat.AgentID("asha")
	at, ok := o.s.chatOf(to, in)
	if !ok || o.s.hush {
		return
	}
	o.wish(id, at, &chat.Whisper{To: to, Text: text})
	if o.s.leak.whispered != nil {
		o.s.leak.whispered(o.s)
	}
}

func (o *colleague) close() {
	_ = o.conn.Close()
	<-o.ended
}

func (s *stage) expect(kind, key string) { s.audited = append(s.audited, kind+" "+key) }

// audits returns what the audit stream says of observing, in the form of expect,
// and of the ladder, which has nothing to do with it; both sorted.
func (s *stage) audits() (observing, ladder []string) {
	s.t.Helper()
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	for _, a := range s.journal.audits {
		var f referee.AuditFact
		if err := json.Unmarshal([]byte(a), &f); err != nil {
			s.t.Fatal(err)
		}
		line := fmt.Sprint(f.Kind, " ", f.Agent, " ", f.Chat)
		if ofObserving(f.Kind) {
			observing = append(observing, line)
		} else {
			ladder = append(ladder, fmt.Sprint(line, " ", f.At, " ", f.Serving))
		}
	}
	slices.Sort(observing)
	slices.Sort(ladder)
	return observing, ladder
}

func ofObserving(k referee.AuditKind) bool {
	return k == referee.AuditObserved || k == referee.AuditStopped || k == referee.AuditSteppedIn
}

// follow has a lead among the observers read the audit stream meanwhile, as their
// desk would, and the lead who serves too, whose own chats it leaves out.
func (s *stage) follow() {
	for _, token := range []string{s.others[len(s.others)-1].token, s.served[len(s.served)-1].token} {
		a := s.audit(token, "")
		if got := a.resp.StatusCode; got != http.StatusOK {
			s.t.Fatalf("a lead at the audit stream is answered %d", got)
		}
		count := new(atomic.Int64)
		s.followers, s.followed = append(s.followers, a), append(s.followed, count)
		s.following.Go(func() {
			for a.lines.Scan() {
				count.Add(1)
			}
		})
	}
}
