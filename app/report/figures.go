package report

import (
	"maps"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// rating is what one customer said.
type rating struct {
	stars   int
	delayed bool
}

// answers are what one ticket says.
type answers struct {
	fcr                ticket.YesNo
	fcrByRule          bool
	ended, resolutions string
}

// ticket takes the answers of a ticket of a chat that closed on this day. One that
// cannot be read is a ticket all the same.
func (t *Tally) ticket(c *chat.Chat, b *chat.TicketSaved) {
	if was, ok := t.closed[c.ID]; ok && !was.ticketed {
		was.ticketed = true
		t.closed[c.ID] = was
	}
	tk, err := ticket.Decode(b.Ticket)
	if err != nil || tk.Closed < t.from || tk.Closed >= t.to {
		return
	}
	t.tickets[c.ID] = answers{
		fcr: tk.FCR, fcrByRule: slices.Contains(tk.ByRule, ticket.FieldFCR),
		ended: string(tk.EndReason), resolutions: string(tk.Resolution),
	}
}

// Day returns the figures as they stand. cov are today's figures of coverage as
// everybody may know them: a day is published, and then all can read it (D-03).
func (t *Tally) Day(ed *policy.Edition, cov coverage.Figures, now chat.Instant) Day {
	p := &ed.Policy
	d := Day{
		Version: DayVersion, Date: t.date, From: t.from, To: t.to, At: now, Policy: p.Version,
		TakeOver:      t.clocks.kept(is(chat.OwedTakeOver), ms(p.TakeOver.Immediate), 0, false),
		Ack:           t.clocks.kept(is(chat.OwedAck), ms(p.Ack.Auto), 0, false),
		FirstResponse: t.clocks.kept(is(chat.OwedFirstResponse), ms(p.FirstResponse.Max), ms(p.FirstResponse.Target), false),
		Accept:        t.clocks.kept(is(chat.OwedAccept), ms(p.TakeOver.Immediate), 0, false),
		Resolution:    t.clocks.kept(is(chat.OwedResolution), ms(p.Resolution.Max), ms(p.Resolution.Target[1]), false),
		BotTime:       timesOf(slices.Clone(t.botTime)),
		Chats:         t.chats(), Calls: t.callFigures(),
		Night: Night{
			Filed:   len(t.night),
			Review:  t.clocks.kept(is(chat.OwedReview), ms(p.Overnight.Review), 0, false),
			Ack:     t.clocks.kept(is(chat.OwedNightAck), ms(p.Overnight.Review), 0, false),
			Call:    t.clocks.kept(nightCall, ms(p.Overnight.Call), 0, true),
			Resolve: t.clocks.kept(is(chat.OwedNightResolve), ms(p.Overnight.Resolve), 0, false),
		},
		Bot: t.bot, Alerts: t.alerts, Cover: t.cover, Coverage: brief(cov), Escalations: t.escalations,
		Forwards: copied(t.forwards), Published: slices.Clone(t.published),
	}
	d.CSAT, d.Delayed = t.csat(false), t.csat(true)
	d.CSAT.TargetMean, d.Delayed.Target = 100*p.Quality.CSAT, p.Overnight.CSAT
	d.FCR, d.Ends, d.Resolutions = t.fcr()
	d.FCR.Target, d.FCR.Final = p.Quality.FCR, t.to.Add(p.Quality.FCRWindow)
	d.Bot.Written = len(t.written)
	d.Bot.Owed = t.clocks.open(is(chat.OwedWriteUp))
	return d
}

// brief returns figures with the first gaps only.
func brief(f coverage.Figures) coverage.Figures {
	f.Eyes.Gaps = f.Eyes.Gaps[:min(len(f.Eyes.Gaps), GapsMax)]
	f.Machine.Missed = f.Machine.Missed[:min(len(f.Machine.Missed), GapsMax)]
	return f
}

func ms(d time.Duration) int64 { return d.Milliseconds() }

// is chooses the obligations of a kind.
func is(k chat.ObligationKind) func(*chat.Obligation) bool {
	return func(o *chat.Obligation) bool { return o.Kind == k }
}

func nightCall(o *chat.Obligation) bool {
	return o.Kind == chat.OwedCall && o.Reason == chat.CallOvernight
}

// open counts what is owed, late or not.
func (k *clocks) open(of func(*chat.Obligation) bool) int {
	n := 0
	for _, o := range k.all {
		if o.ended.IsZero() && of(&o.Obligation) {
			n++
		}
	}
	return n
}

func (t *Tally) chats() Chats {
	f := Chats{Opened: t.opened, Closed: len(t.closed)}
	for id, c := range t.closed {
		if c.byBot {
			f.ByBot++
		}
		if c.ticketed {
			f.Ticketed++
		} else {
			f.Without = append(f.Without, id)
		}
	}
	slices.Sort(f.Without)
	f.Without = f.Without[:min(len(f.Without), ListMax)]
	return f
}

func (t *Tally) callFigures() Calls {
	f := Calls{Texts: t.texts, Offered: t.offered, Confirmed: t.confirmed}
	var late []Case
	for _, o := range t.clocks.all {
		if o.Kind != chat.OwedCall {
			continue
		}
		switch {
		case o.ended.IsZero():
			f.Open++
			if o.Due >= t.to {
				continue
			}
		case o.how == chat.EndedKept:
			f.Kept++
		case o.how == chat.EndedFailed:
			f.Failed++
		default:
			continue
		}
		f.Due++
		if o.late() {
			f.Late++
			late = append(late, o.asCase())
		}
	}
	f.LateList = firstCases(late)
	for k := range t.calls {
		a := t.calls[k]
		if !a.Made() {
			continue
		}
		f.Attempts++
		if a.Spoke() {
			f.Reached++
		}
		if a.Early {
			f.Early++
		}
	}
	return f
}

func (t *Tally) csat(delayed bool) CSAT {
	var f CSAT
	sum := 0
	for _, r := range t.stars {
		if r.delayed != delayed || r.stars < 1 || r.stars > len(f.Stars) {
			continue
		}
		f.Stars[r.stars-1]++
		f.N++
		sum += r.stars
	}
	if f.N > 0 {
		f.Mean, f.Five, f.Satisfied = 100*sum/f.N, 100*f.Stars[4]/f.N, 100*(f.Stars[3]+f.Stars[4])/f.N
	}
	return f
}

func (t *Tally) fcr() (f FCR, ends, resolutions map[string]int) {
	ends, resolutions = make(map[string]int), make(map[string]int)
	for _, a := range t.tickets {
		switch a.fcr {
		case ticket.Yes:
			f.Yes++
		case ticket.No:
			f.No++
		}
		if a.fcr != "" && a.fcrByRule {
			f.ByRule++
		}
		if a.ended != "" {
			ends[a.ended]++
		}
		if a.resolutions != "" {
			resolutions[a.resolutions]++
		}
	}
	if n := f.Yes + f.No; n > 0 {
		f.Percent = 100 * f.Yes / n
	}
	return f, copied(ends), copied(resolutions)
}

// copied returns a copy of m, nil if it is empty.
func copied(m map[string]int) map[string]int {
	if len(m) == 0 {
		return nil
	}
	return maps.Clone(m)
}

// Stand replaces the counts of what is open by those of a floor. A tally knows of
// what was owed before its day only where something happened since; the floor
// knows all.
func (d *Day) Stand(f *chat.Floor) {
	open := map[chat.ObligationKind]int{}
	nightCalls, due := 0, 0
	f.EachChat(func(c *chat.Chat) {
		for i := range c.Obligations {
			o := &c.Obligations[i]
			switch {
			case o.Kind == chat.OwedCall:
				open[o.Kind]++
				if o.Due < d.To {
					due++
				}
				if nightCall(o) && o.Breached.IsZero() {
					nightCalls++
				}
			case o.Kind == chat.OwedWriteUp, o.Breached.IsZero():
				open[o.Kind]++
			}
		}
	})
	for k, to := range map[chat.ObligationKind]*int{
		chat.OwedTakeOver: &d.TakeOver.Open, chat.OwedAck: &d.Ack.Open, chat.OwedFirstResponse: &d.FirstResponse.Open,
		chat.OwedAccept: &d.Accept.Open, chat.OwedResolution: &d.Resolution.Open, chat.OwedReview: &d.Night.Review.Open,
		chat.OwedNightAck: &d.Night.Ack.Open, chat.OwedNightResolve: &d.Night.Resolve.Open, chat.OwedCall: &d.Calls.Open,
		chat.OwedWriteUp: &d.Bot.Owed,
	} {
		*to = open[k]
	}
	d.Night.Call.Open = nightCalls
	d.Calls.Due = d.Calls.Kept + d.Calls.Failed + due
}
