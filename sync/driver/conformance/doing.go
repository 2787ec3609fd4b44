package conformance

import (
	"context"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// doing is each operation beside watching, taking over and posting.
func doing() []kase {
	return []kase{
		{name: "a note of ours", needs: []Act{ActNote}, op: chat.OpNote, run: ourNote},
		{name: "a tag of ours leaves others' tags", needs: []Act{ActTag}, op: chat.OpTag, run: ourTag},
		{name: "to a team", needs: []Act{ActTeams}, op: chat.OpForwardTeam, run: toTeam},
		{name: "back to the bot", needs: []Act{ActBot}, op: chat.OpReturn, run: toBot},
		{name: "two people in a chat", op: chat.OpJoin, run: company},
		{name: "the end of a chat", op: chat.OpEnd, run: theEnd},
		{name: "an end that is not answered", needs: []Act{ActTrouble(Unanswered)}, op: chat.OpEnd, run: unansweredEnd},
		{name: "why a chat ended", needs: []Act{ActRequests}, op: chat.OpEndReason, run: endReason},
		{name: "a rating is asked for once", needs: []Act{ActRate}, op: chat.OpRating, run: askRating},
		{name: "a customer is blocked", needs: []Act{ActBlock}, op: chat.OpBlock, run: block},
		{name: "a transcript", needs: []Act{ActRequests}, op: chat.OpTranscript, run: transcript},
		{name: "canned responses", op: chat.OpCanned, run: canned},
		{name: "help articles", op: chat.OpArticle, run: articles},
	}
}

// told calls an operation as the hub does, with the fact on the log first.
func (p *play) told(id chat.ChatID, by chat.AgentID, body chat.Body, call func(ctx context.Context, claim chat.EventID) error) {
	p.Helper()
	p.claims++
	claim := chat.EventID("told-" + string(body.Kind()) + "-" + now().Format("150405.000"))
	p.floor.put(chat.Event{ID: claim, Chat: id, By: by, Body: body})
	p.must(p.call(id, func(ctx context.Context) error { return call(ctx, claim) }))
}

func ourNote(p *play) {
	id := p.served()
	d := p.driver.(driver.Noter)
	text := say("careful with this one")
	line := driver.Line{Message: "01JNOTE0000000000000000000", From: chat.SpeakerNote, Person: person(Asha), Text: text}
	p.told(id, Asha, &chat.NotePosted{Message: line.Message, Name: "Asha", Text: text}, func(ctx context.Context, _ chat.EventID) error {
		return d.Note(ctx, id, line)
	})
	time.Sleep(5 * time.Second)
	if p.vendor.Can(ActCut) {
		p.vendor.Cut()
		time.Sleep(p.returns())
	}
	if n := p.count(id, text); n != 0 {
		p.Error("the customer sees the note (E-ACT-08)")
	}
	s := p.vendor.State(id)
	if !slices.ContainsFunc(s.Notes, func(l Line) bool { return l.Text == text }) {
		p.Errorf("the vendor has the notes %+v", s.Notes)
	}
	p.agree(p.settles(), id) // and it has come back once at most
}

func ourTag(p *play) {
	id := p.begun()
	p.vendor.Tag(id, "theirs", "old")
	p.agree(p.settles(), id)
	d := p.driver.(driver.Tagger)
	p.told(id, Asha, &chat.TagAdded{Tag: "ours"}, func(ctx context.Context, _ chat.EventID) error {
		return d.Tag(ctx, id, []string{"ours"}, nil)
	})
	time.Sleep(20 * time.Second)
	want := []string{"old", "ours", "theirs"}
	if !p.driver.Capabilities().Can(chat.OpTag) || !slices.Equal(p.vendor.State(id).Tags, want) {
		p.Errorf("the vendor has the tags %q, want %q", p.vendor.State(id).Tags, want)
	}
	p.agree(p.settles(), id)
	if n := p.factsOf(id, chat.KindTagAdded); n != 3 {
		p.Errorf("three tags were added, and the log says %d", n)
	}
}

func toTeam(p *play) {
	id := p.served()
	d := p.driver.(driver.TeamForwarder)
	team := Teams()[0]
	p.told(id, Asha, &chat.ChatQueued{Queue: team, Reason: "for them"}, func(ctx context.Context, claim chat.EventID) error {
		return d.ForwardTeam(ctx, id, team, claim)
	})
	if s := p.vendor.State(id); s.Team != team || s.Owner != "" || s.Bot || !s.Open {
		p.Errorf("the vendor has %+v", s)
	}
	time.Sleep(20 * time.Second)
	p.agree(p.settles(), id)
	if n := p.factsOf(id, chat.KindChatQueued); n != 1 {
		p.Errorf("it was given to a team once, and the log says %d times", n)
	}
}

func toBot(p *play) {
	id := p.served()
	d := p.driver.(driver.Returner)
	p.told(id, Asha, &chat.ChatReturned{Agent: Asha}, func(ctx context.Context, claim chat.EventID) error {
		return d.Return(ctx, id, claim)
	})
	if s := p.vendor.State(id); !s.Bot || s.Owner != "" {
		p.Errorf("the vendor has %+v", s)
	}
	time.Sleep(2 * time.Second)
	p.vendor.BotSays(id, say("how can I help again"), 0)
	time.Sleep(20 * time.Second)
	p.agree(p.settles(), id)
	p.must(p.takeOver(id, Rohan)) // and it is taken over again like any other
	time.Sleep(20 * time.Second)
	p.agree(p.settles(), id)
}

func company(p *play) {
	id := p.served()
	d := p.driver.(driver.Companion)
	p.told(id, Rohan, &chat.AgentJoined{Agent: Rohan}, func(ctx context.Context, _ chat.EventID) error {
		return d.Join(ctx, id, person(Rohan))
	})
	time.Sleep(20 * time.Second)
	p.must(p.post(id, Rohan, say("let me explain"), nil))
	time.Sleep(2 * time.Second)
	p.agree(p.settles(), id)
	p.told(id, Rohan, &chat.AgentLeft{Agent: Rohan}, func(ctx context.Context, _ chat.EventID) error {
		return d.Leave(ctx, id, person(Rohan))
	})
	time.Sleep(20 * time.Second)
	p.agree(p.settles(), id)
	p.floor.look(id, func(c *chat.Chat) {
		if len(c.Joined) != 0 || c.Owner != Asha {
			p.Errorf("in the chat are %q beside %q", c.Joined, c.Owner)
		}
	})
}

// finish ends the chat as the hub does.
func (p *play) finish(id chat.ChatID, reason string) error {
	const claim = chat.EventID("ended")
	p.floor.put(chat.Event{ID: claim, Chat: id, By: Asha, Body: &chat.ChatClosed{Reason: reason}})
	return p.call(id, func(ctx context.Context) error {
		if d, ok := p.driver.(driver.Ender); ok {
			return d.End(ctx, id, driver.Ending{Claim: claim, By: person(Asha), Reason: reason, Ticket: "T-1"})
		}
		return p.driver.(driver.Closer).Close(ctx, id, claim)
	})
}

func theEnd(p *play) {
	id := p.served()
	p.must(p.finish(id, "solved"))
	if s := p.vendor.State(id); s.Open {
		p.Errorf("the vendor has %+v", s)
	}
	p.must(p.finish(id, "solved"))
	if s := p.vendor.State(id); s.Open {
		p.Errorf("ending it twice opens it: %+v", s)
	}
	time.Sleep(time.Minute)
	p.agree(p.settles(), id)
	if n := p.factsOf(id, chat.KindChatClosed); n != 1 {
		p.Errorf("it was closed once, and the log says %d times", n)
	}
	if !p.vendor.Can(ActReopen) {
		return
	}
	p.vendor.CustomerSays(id, say("one more question"))
	p.agree(p.settles(), id)
}

func unansweredEnd(p *play) {
	id := p.served()
	p.vendor.Trouble(Unanswered)
	if err := p.finish(id, "solved"); err != nil && !unsure(err) {
		p.Errorf("nobody knows, and the driver says %v", err)
	}
	time.Sleep(time.Minute)
	p.must(p.finish(id, "solved"))
	p.agree(p.settles(), id)
}

func endReason(p *play) {
	id := p.served()
	p.must(p.finish(id, "wrong number"))
	if s := p.vendor.State(id); s.Open || s.Ended == "" {
		p.Errorf("the vendor keeps %q of why it ended, want the reason; open: %t", s.Ended, s.Open)
	}
}

func askRating(p *play) {
	id := p.served()
	p.ask(id)
	if n := p.vendor.State(id).Asked; n != 1 {
		p.Errorf("the customer was asked %d times", n)
	}
	p.vendor.Rate(id, 5, "")
	time.Sleep(p.settles())
	if n := p.factsOf(id, chat.KindRatingGiven); n != 1 {
		p.Errorf("the customer answered once, and the log says %d times", n)
	}
}

// ask has the customer asked for a rating, twice by one claim.
func (p *play) ask(id chat.ChatID) {
	p.Helper()
	d, ok := p.driver.(driver.Rater)
	if !ok {
		return
	}
	p.told(id, Asha, &chat.RatingAsked{Style: "stars"}, func(ctx context.Context, claim chat.EventID) error {
		if err := d.AskRating(ctx, id, "star", claim); err != nil {
			return err
		}
		return d.AskRating(ctx, id, "star", claim)
	})
}

func block(p *play) {
	id := p.served()
	d := p.driver.(driver.Blocker)
	for _, on := range []bool{true, false} {
		p.told(id, Asha, &chat.CustomerBlocked{On: on}, func(ctx context.Context, _ chat.EventID) error {
			return d.Block(ctx, id, on)
		})
		if got := p.vendor.State(id).Blocked; got != on {
			p.Errorf("blocked is %t at the vendor, want %t", got, on)
		}
		time.Sleep(20 * time.Second)
		p.agree(p.settles(), id)
	}
}

func transcript(p *play) {
	id := p.served()
	d := p.driver.(driver.Transcriber)
	p.told(id, Asha, &chat.TranscriptAsked{To: "someone@example.com"}, func(ctx context.Context, _ chat.EventID) error {
		return d.Transcript(ctx, id, "someone@example.com")
	})
	if got := p.vendor.State(id).Transcripts; !slices.Equal(got, []string{"someone@example.com"}) {
		p.Errorf("the chat was mailed to %q", got)
	}
}

func canned(p *play) {
	p.start()
	time.Sleep(p.settles())
	d := p.driver.(driver.CannedKeeper)
	ctx, cancel := context.WithTimeout(p.Context(), time.Minute)
	defer cancel()
	find := func(short string) string {
		all, err := d.Canned(ctx)
		p.must(err)
		for _, c := range all {
			if c.Short == short {
				return c.Text
			}
		}
		return ""
	}
	for _, text := range []string{"Thank you for waiting.", "Thank you for your patience.", ""} {
		p.must(d.SaveCanned(ctx, driver.Canned{Short: "thanks", Text: text}))
		if got := find("thanks"); got != text {
			p.Errorf("the vendor has %q, want %q", got, text)
		}
	}
}

func articles(p *play) {
	p.start()
	time.Sleep(p.settles())
	ctx, cancel := context.WithTimeout(p.Context(), time.Minute)
	defer cancel()
	all, err := p.driver.(driver.Librarian).Articles(ctx, "refund")
	p.must(err)
	if len(all) == 0 || all[0].Title == "" || all[0].URL == "" {
		p.Errorf("about refunds there is %+v; every stand-in has an article about them", all)
	}
}
