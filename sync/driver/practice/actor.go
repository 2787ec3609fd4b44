package practice

import (
	"context"
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

const (
	// firstReply is the turn of a customer's first line to an agent; the
	// script's turns are below it.
	firstReply = 1000
	// firstNudge is the turn of a customer's first "are you there?".
	firstNudge = 2000
	maxNudges  = 2

	replyAfter = 5 * time.Second // at least
	nudgeAfter = 90 * time.Second
	leaveAfter = 8 * time.Minute
	goodbye    = 45 * time.Second
	stayFor    = 30 * time.Minute
)

// actor plays one simulated chat, from its first line to its end.
type actor struct {
	p    *Practice
	s    *Scenario
	id   chat.ChatID
	room *room
	dice *dice
	// hurry divides the pauses of the steps below until, so that a floor that
	// was just opened has chats in the middle of their way.
	hurry float64
	until int
	asked string // the customer's newest line
	// replies counts the customer's lines to an agent, handled the agent's
	// lines that have had one.
	replies, handled int
	nudges           int
}

var (
	// errAgent says that an agent has come in between.
	errAgent = errors.New("an agent is there")
	// errOver says that an agent has ended the chat.
	errOver = errors.New("the chat was ended")
)

func newActor(p *Practice, s *Scenario, id chat.ChatID) *actor {
	a := &actor{p: p, s: s, id: id, dice: newDice(p.opts.Seed, string(id)), hurry: 1}
	p.mu.Lock()
	defer p.mu.Unlock()
	a.room = p.room(id)
	a.room.acted = true
	return a
}

// play goes from step to the end. It returns early only when ctx ends.
func (a *actor) play(ctx context.Context, step int) {
	defer a.leave()
	reason, err := a.script(ctx, step)
	if errors.Is(err, errAgent) || errors.Is(err, driver.ErrFenced) {
		reason, err = a.talk(ctx)
	}
	if err != nil || a.ended() {
		return
	}
	// Nobody is told anything by a chat that cannot be closed; the next start
	// of the hub finds it open and goes on.
	_ = a.p.insist(ctx, a.id, false, closed(a.id, reason))
}

func (a *actor) leave() {
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	a.room.acted = false
	a.p.tidy(a.room)
}

// open puts the chat on the floor.
func (a *actor) open(ctx context.Context) error {
	c := a.s.customer(newDice(a.p.opts.Seed, string(a.id)+"/who"), chat.InstantOf(a.p.opts.Now()))
	return a.p.insist(ctx, a.id, false, opened(a.id, c, a.s.Channel))
}

// script plays the steps and returns why the chat is over.
func (a *actor) script(ctx context.Context, step int) (string, error) {
	for i := range a.s.Steps {
		s := &a.s.Steps[i]
		pause, words := s.pause(a.dice), s.words(a.dice) // drawn for skipped steps too
		if i < step {
			if s.Act == ActCustomer {
				a.asked = words
			}
			continue
		}
		if i < a.until {
			pause = time.Duration(float64(pause) / a.hurry)
		}
		if err := a.wait(ctx, pause); err != nil {
			return "", err
		}
		if err := a.perform(ctx, int64(i), s, words); err != nil {
			return "", err
		}
	}
	if a.s.queued() {
		return "", errAgent // the script is over, the wait is not
	}
	if err := a.wait(ctx, goodbye); err != nil {
		return "", err
	}
	return a.s.End, nil
}

func (a *actor) perform(ctx context.Context, turn int64, s *Step, words string) error {
	l := Line{Chat: a.id, Turn: turn, Text: words}
	switch s.Act {
	case ActWait:
		return nil
	case ActQueue:
		return a.p.insist(ctx, a.id, false, queued(a.id, words))
	case ActCustomer:
		a.asked, l.From = words, chat.SpeakerCustomer
		l = a.p.send(ctx, l, s.File)
	case ActBot:
		l.From = chat.SpeakerBot
		if s.Confidence != nil {
			l.Confidence = chat.ScoreOfFloat(*s.Confidence)
		}
	case ActAnswer:
		l.From = chat.SpeakerBot
		l.Text, l.Confidence = a.p.bot.Answer(a.asked)
	}
	return a.p.insist(ctx, a.id, l.From == chat.SpeakerBot, posted(l))
}

// talk answers an agent until the customer has said everything or has waited
// too long, and returns why the chat is over.
func (a *actor) talk(ctx context.Context) (string, error) {
	for a.replies < len(a.s.WithAgent) {
		ok, err := a.expect(ctx)
		if err != nil {
			return "", err
		}
		if !ok {
			return "The customer left after waiting.", nil
		}
		if err := a.p.sleep(ctx, a.dice.between(replyAfter, 3*replyAfter)); err != nil {
			return "", err
		}
		a.handled = a.agentLines() // several lines have one reply
		a.replies++
		if err := a.customerSays(ctx, firstReply+int64(a.replies-1), a.s.WithAgent[a.replies-1]); err != nil {
			return "", err
		}
	}
	if a.s.Stays {
		return "The customer left without a word.", a.linger(ctx)
	}
	return "The customer said goodbye.", a.farewell(ctx)
}

// linger waits for the end of the chat, in silence, and not for ever.
func (a *actor) linger(ctx context.Context) error {
	patience := time.NewTimer(a.p.scaled(stayFor))
	defer patience.Stop()
	for !a.ended() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-a.room.stir:
		case <-patience.C:
			return nil
		}
	}
	return nil
}

// farewell waits until the agent has been silent for a while: nobody closes a
// chat under somebody who is still writing.
func (a *actor) farewell(ctx context.Context) error {
	for {
		heard := a.agentLines()
		if err := a.p.sleep(ctx, goodbye); err != nil {
			return err
		}
		if a.agentLines() == heard || a.ended() {
			return nil
		}
	}
}

// expect waits for a line of the agent that has no reply yet. It reports false
// when the customer is out of patience.
func (a *actor) expect(ctx context.Context) (bool, error) {
	patience := time.NewTimer(a.p.scaled(leaveAfter))
	defer patience.Stop()
	nudge := time.NewTimer(a.p.scaled(nudgeAfter))
	defer nudge.Stop()
	for a.agentLines() <= a.handled {
		if a.ended() {
			return false, errOver
		}
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-a.room.stir:
		case <-patience.C:
			return false, nil
		case <-nudge.C:
			if err := a.nudge(ctx); err != nil {
				return false, err
			}
			nudge.Reset(a.p.scaled(2 * nudgeAfter))
		}
	}
	return true, nil
}

func (a *actor) nudge(ctx context.Context) error {
	if a.s.Nudge == "" || a.nudges >= maxNudges {
		return nil
	}
	a.nudges++
	return a.customerSays(ctx, firstNudge+int64(a.nudges-1), a.s.Nudge)
}

func (a *actor) customerSays(ctx context.Context, turn int64, text string) error {
	if a.ended() {
		return errOver // a simulated customer does not open it again
	}
	return a.p.insist(ctx, a.id, false,
		posted(Line{Chat: a.id, Turn: turn, From: chat.SpeakerCustomer, Text: text}))
}

// wait lets time pass, unless an agent comes.
func (a *actor) wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(a.p.scaled(d))
	defer t.Stop()
	for {
		switch {
		case a.ended():
			return errOver
		case a.agentThere():
			return errAgent
		}
		select {
		case <-t.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-a.room.stir:
		}
	}
}

func (a *actor) agentThere() bool {
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	return a.room.fenced
}

func (a *actor) ended() bool {
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	return a.room.closed
}

func (a *actor) agentLines() int {
	a.p.mu.Lock()
	defer a.p.mu.Unlock()
	return a.room.heard
}
