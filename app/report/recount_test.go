package report

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

var owedKinds = []chat.ObligationKind{
	chat.OwedTakeOver, chat.OwedAck, chat.OwedFirstResponse, chat.OwedAccept, chat.OwedResolution, chat.OwedCall,
	chat.OwedReview, chat.OwedNightAck, chat.OwedNightResolve, chat.OwedWriteUp, chat.OwedReply,
}

// randomDay plays n random chats, begun before the day or on it, one event here
// and one there.
func randomDay(o *office, rnd *rand.Rand, n int) {
	o.now = start - 2*hour
	span := 24 * hour / chat.Instant(12*n)
	var live []chat.ChatID
	for range 12 * n {
		o.now += chat.Instant(rnd.Int64N(int64(2 * span)))
		if len(live) < 1+n/20 || rnd.IntN(14) == 0 && len(live) < n {
			live = append(live, o.come(rnd))
			continue
		}
		at := rnd.IntN(len(live))
		if c := o.f.Chat(live[at]); c != nil {
			o.happen(c, rnd)
		} else {
			live = slices.Delete(live, at, at+1)
		}
		if rnd.IntN(1000) == 0 {
			_ = o.day() // asking changes nothing
		}
	}
}

func (o *office) come(rnd *rand.Rand) chat.ChatID {
	id := chat.ChatID(fmt.Sprint("c", o.n))
	o.open(id)
	if rnd.IntN(5) == 0 {
		o.do(id, "", &chat.NightFiled{Shift: "s", From: start + 10*hour})
	}
	return id
}

// happen is one thing that happens on a chat.
func (o *office) happen(c *chat.Chat, rnd *rand.Rand) {
	switch n := rnd.IntN(9); {
	case n < 3:
		ob := chat.Obligation{ID: chat.ObligationID(fmt.Sprint("o", o.n)), Kind: owedKinds[rnd.IntN(len(owedKinds))], Owner: "asha"}
		if ob.Kind == chat.OwedCall && rnd.IntN(2) == 0 {
			ob.Reason = chat.CallOvernight
		}
		o.owe(c.ID, ob, time.Duration(rnd.IntN(6*3600))*time.Second)
	case n < 6:
		o.pass(c, rnd)
	case n == 6:
		o.do(c.ID, "", &chat.RatingGiven{Stars: 1 + rnd.IntN(5)})
	case n == 7 && c.Active() && c.Owner == "":
		o.do(c.ID, "asha", &chat.ChatTakenOver{Agent: "asha"})
	case n == 8 && c.Active():
		if rnd.IntN(10) > 0 {
			o.save(c.ID, []ticket.YesNo{ticket.Yes, ticket.No}[rnd.IntN(2)])
		}
		o.do(c.ID, "", &chat.ChatClosed{Reason: "x"})
	}
}

// pass has a clock of a chat run out, if its time is over, or end.
func (o *office) pass(c *chat.Chat, rnd *rand.Rand) {
	if len(c.Obligations) == 0 {
		return
	}
	ob := c.Obligations[rnd.IntN(len(c.Obligations))]
	if ob.Breached.IsZero() && o.now > ob.Due {
		o.breach(c.ID, ob.ID, "rohan")
		return
	}
	o.end(c.ID, ob.ID, []string{chat.EndedKept, chat.EndedKept, chat.EndedVoid, chat.EndedFailed}[rnd.IntN(4)])
}

// recount counts the log again, chat by chat, from its own lists.
func recount(log []chat.Event) Day {
	byChat := map[chat.ChatID][]chat.Event{}
	for _, e := range log {
		byChat[e.Chat] = append(byChat[e.Chat], e)
	}
	var d Day
	for _, es := range byChat {
		if !slices.ContainsFunc(es, today) {
			continue
		}
		d.recountChat(es)
		for _, one := range livesOf(es) {
			d.recountCall(&one)
			d.recountClock(&one)
		}
	}
	for _, f := range []*CSAT{&d.CSAT, &d.Delayed} {
		for i, n := range f.Stars {
			f.N += n
			f.Mean += 100 * n * (i + 1)
		}
		if f.N > 0 {
			f.Mean /= f.N
			f.Five, f.Satisfied = 100*f.Stars[4]/f.N, 100*(f.Stars[3]+f.Stars[4])/f.N
		}
	}
	return d
}

func today(e chat.Event) bool { return e.At >= start && e.At < finish }

// last returns the last body of a type among events of the day, or of all.
func last[T chat.Body](es []chat.Event, all bool) (b T, found bool) {
	for _, e := range es {
		if got, ok := e.Body.(T); ok && (all || today(e)) {
			b, found = got, true
		}
	}
	return b, found
}

func (d *Day) recountChat(es []chat.Event) {
	if _, ok := last[*chat.ChatOpened](es, false); ok {
		d.Chats.Opened++
	}
	d.recountEnd(es)
	if b, ok := last[*chat.TicketSaved](es, false); ok {
		switch tk, _ := ticket.Decode(b.Ticket); tk.FCR {
		case ticket.Yes:
			d.FCR.Yes++
		case ticket.No:
			d.FCR.No++
		}
	}
	f := &d.CSAT
	if _, night := last[*chat.NightFiled](es, true); night {
		f = &d.Delayed
		d.Night.Filed++
	}
	if b, ok := last[*chat.RatingGiven](es, false); ok {
		f.Stars[b.Stars-1]++
	}
}

func (d *Day) recountEnd(es []chat.Event) {
	if _, closed := last[*chat.ChatClosed](es, false); !closed {
		return
	}
	d.Chats.Closed++
	if _, served := last[*chat.ChatTakenOver](es, true); !served {
		d.Chats.ByBot++
	}
	if _, ok := last[*chat.TicketSaved](es, true); ok {
		d.Chats.Ticketed++
	}
}

// life is one obligation from its beginning to its end.
type life struct {
	chat.Obligation
	breached, ended chat.Instant
	how             string
}

// livesOf are the obligations of a chat that were not over before the day.
func livesOf(es []chat.Event) (all []life) {
	for _, e := range es {
		began, ok := e.Body.(*chat.ObligationStarted)
		if !ok {
			continue
		}
		one := life{Obligation: began.Obligation}
		for _, e := range es {
			switch b := e.Body.(type) {
			case *chat.ObligationBreached:
				if b.Obligation == one.ID {
					one.breached = e.At
				}
			case *chat.ObligationEnded:
				if b.Obligation == one.ID {
					one.ended, one.how = e.At, b.How
				}
			}
		}
		if one.ended == 0 || one.ended >= start {
			all = append(all, one)
		}
	}
	return all
}

func (d *Day) recountCall(o *life) {
	if o.Kind != chat.OwedCall {
		return
	}
	switch o.how {
	case chat.EndedKept:
		d.Calls.Kept++
	case chat.EndedFailed:
		d.Calls.Failed++
	case chat.EndedVoid:
		return
	default:
		d.Calls.Open++
		if o.Due >= finish {
			return
		}
	}
	d.Calls.Due++
	if o.breached > 0 {
		d.Calls.Late++
	}
}

// figure is the one that a clock is counted in.
func (d *Day) figure(o *chat.Obligation) *Kept {
	if o.Kind == chat.OwedCall && o.Reason == chat.CallOvernight {
		return &d.Night.Call
	}
	return map[chat.ObligationKind]*Kept{
		chat.OwedTakeOver: &d.TakeOver, chat.OwedAck: &d.Ack, chat.OwedFirstResponse: &d.FirstResponse, chat.OwedAccept: &d.Accept,
		chat.OwedResolution: &d.Resolution, chat.OwedReview: &d.Night.Review, chat.OwedNightAck: &d.Night.Ack, chat.OwedNightResolve: &d.Night.Resolve,
	}[o.Kind]
}

func (d *Day) recountClock(o *life) {
	k := d.figure(&o.Obligation)
	if k == nil || o.breached > 0 && o.breached < start {
		return
	}
	done := o.how == chat.EndedKept || o.how == chat.EndedFailed && o.Kind == chat.OwedCall
	switch {
	case o.breached > 0:
		k.Of++
	case done:
		k.Of, k.InTime = k.Of+1, k.InTime+1
	case o.how == "":
		k.Open++
	}
	if done {
		k.N, k.Max = k.N+1, max(k.Max, int64(o.ended-o.Started))
	}
}

// bare are the figures of a day that a recount has.
func bare(d *Day) Day {
	b := Day{Chats: d.Chats, Calls: d.Calls, CSAT: d.CSAT, Delayed: d.Delayed, Night: Night{Filed: d.Night.Filed}}
	b.FCR.Yes, b.FCR.No = d.FCR.Yes, d.FCR.No
	b.Chats.Without, b.Calls.LateList = nil, nil
	b.CSAT.TargetMean, b.Delayed.Target = 0, 0
	for _, kind := range owedKinds {
		for _, reason := range []chat.CallReason{"", chat.CallOvernight} {
			o := chat.Obligation{Kind: kind, Reason: reason}
			if from := d.figure(&o); from != nil {
				*b.figure(&o) = Kept{Of: from.Of, InTime: from.InTime, Open: from.Open, Times: Times{N: from.N, Max: from.Max}}
			}
		}
	}
	return b
}

func TestAgainstANaiveRecount(t *testing.T) { // G-OPS-05, over 10,000 random chats
	chats := 0
	for seed := range uint64(16) {
		o := newOffice(t)
		randomDay(o, rand.New(rand.NewPCG(seed, 3)), 1000)
		day, again := o.day(), recount(o.log)
		if got, want := bare(&day), bare(&again); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\n%+v\nwant\n%+v", seed, got, want)
		}
		for _, kind := range owedKinds {
			if f := day.figure(&chat.Obligation{Kind: kind}); f != nil && (f.InTime == 0 || f.InTime == f.Of || f.Open == 0) {
				t.Errorf("seed %d: too little was tried of %s: %+v", seed, kind, f)
			}
		}
		chats += day.Chats.Opened
	}
	if chats < 10_000 {
		t.Errorf("only %d chats were played", chats)
	}
}
