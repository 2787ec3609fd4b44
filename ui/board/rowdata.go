package board

import (
	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// rowData says in words and tones what a row has to tell at now; scoped says that
// it is asked who is in scope (G-SCOPE-01).
func rowData(r *view.Row, now chat.Instant, p *policy.Policy, scoped bool) kit.RowData {
	slow := words.Slowly(now)
	d := kit.RowData{
		Name: words.Name(r.Customer), Channel: words.Channel(r.Channel),
		When: when(r, slow), Who: words.Who(r), Line: line(r),
	}
	n := 0
	put := func(b kit.PillData) {
		if n < kit.BadgesMax {
			d.Badges[n] = b
			n++
		}
	}
	between(r, slow, put)
	if r.Unsent > 0 {
		put(kit.PillData{Word: words.Unsent(r.Unsent), Tone: kit.Red})
	}
	if r.Whispered {
		put(kit.PillData{Word: "Whisper to you", Tone: kit.Violet})
	}
	if r.Mentioned > 0 {
		put(kit.PillData{Word: "@ you", Tone: kit.Amber})
	}
	if r.Blocked {
		put(kit.PillData{Word: "Blocked", Tone: kit.Red})
	}
	if r.Gap {
		put(kit.PillData{Word: "Lines may be missing", Tone: kit.Amber})
	}
	for _, b := range r.Badges {
		put(kit.PillData{Word: words.Badge(b), Tone: badgeTone(b)})
	}
	if scoped && !r.InScope {
		put(kit.PillData{Word: "Out of scope", Tone: kit.Grey})
	}
	standing(r, put)
	if n == 0 && r.Stage == chat.StageBot {
		put(kit.PillData{Word: "Calm", Tone: kit.Grey})
	}
	if r.Watchers > 0 { // never a colour: it calls for nobody (ux 4.1, D-03)
		put(kit.PillData{Word: words.Watchers(r.Watchers), Tone: kit.Grey})
	}
	for _, t := range r.Tags { // quiet, and only where there is room
		put(kit.PillData{Word: words.Tag(t), Tone: kit.Grey})
	}
	duty(&d, r, now, p)
	return d
}

// between says what goes on between colleagues about the chat.
func between(r *view.Row, now chat.Instant, put func(kit.PillData)) {
	if r.Offered != "" {
		put(kit.PillData{Word: words.Offered(r.Offered), Tone: kit.Blue})
	}
	if r.Help {
		put(kit.PillData{Word: "Needs help", Tone: kit.Amber}) // S-ESC-02
	}
	if r.Escalated && r.Offered == "" {
		put(kit.PillData{Word: "Escalated " + words.For(max(0, now.Sub(r.EscalatedAt))), Tone: kit.Amber}) // E-ESC-09
	}
}

// standing says how the person and the chat stand.
func standing(r *view.Row, put func(kit.PillData)) {
	if r.Mine {
		put(kit.PillData{Word: "Yours", Tone: kit.Blue})
	}
	if r.Joined {
		put(kit.PillData{Word: "Joined", Tone: kit.Blue})
	}
	if r.Taking {
		put(kit.PillData{Word: "Taking over…", Tone: kit.Blue})
	}
	if r.Stage == chat.StageQueued {
		word := "Queue"
		if r.ForMe {
			word = "Queue · for you"
		}
		put(kit.PillData{Word: word, Tone: kit.Blue})
	}
	if r.Group {
		put(kit.PillData{Word: "Group", Tone: kit.Grey})
	}
	if r.Beside > 0 && r.Mentioned == 0 {
		put(kit.PillData{Word: "Team: " + words.Count(r.Beside, "new line"), Tone: kit.Grey})
	}
	if r.Step.Valid() {
		put(kit.PillData{Word: words.Upper(string(r.Step)), Tone: kit.Grey}) // S-GEN-01
	}
}

// when says how old the last line is, and whether these eyes have seen it.
func when(r *view.Row, now chat.Instant) string {
	if r.Unseen.IsZero() {
		return words.Ago(now.Sub(r.LastAt))
	}
	return "unseen " + words.For(max(0, now.Sub(r.Unseen)))
}

func line(r *view.Row) string {
	switch {
	case r.LastGone:
		return "· the last line was removed"
	case r.LastText == "":
		return "no line yet"
	}
	switch {
	case r.LastFrom == chat.SpeakerSystem:
		return "· " + r.LastText // nobody said it
	case r.LastFrom == chat.SpeakerCustomer:
		return "customer: " + r.LastText // it stands behind the name of who serves
	case r.LastFrom == chat.SpeakerAgent && r.LastName != "" && r.LastName != r.Server:
		return r.LastName + ": " + r.LastText // not by who serves the chat now
	}
	return r.LastText
}

// duty fills the right edge: what is owed, or how long something has been
// waiting for these eyes.
func duty(d *kit.RowData, r *view.Row, now chat.Instant, p *policy.Policy) {
	switch {
	case r.Stage == chat.StageClosed:
		d.Duty = "ended"
	case r.Owed.Kind == view.OwedLook:
		left := min(r.Owed.Due.Sub(words.Slowly(now)), r.Owed.Due.Sub(r.Owed.Started))
		d.Duty, d.Clock, d.Calm = "look", words.Countdown(left), true
		if left < 0 {
			d.Duty, d.Urgency = "not looked at", kit.Amber
		}
	case r.Owed.Kind != "":
		k := obligation.Read(r.Owed, now, false, p)
		d.Duty, d.Clock, d.Urgency = words.Duty(r.Owed.Kind), words.Countdown(k.Left), clockTone(r, k.Level, p)
		switch {
		case k.Paused:
			d.Duty, d.Clock, d.Urgency = words.Duty(r.Owed.Kind)+", paused", "", kit.Grey
		case k.Level == obligation.Breached:
			d.Duty += ", late"
		case k.Left <= 0:
			d.Clock = "now"
		}
	}
}

// clockTone follows the look: red is a breach or a 30-second clock, amber a
// warning or an alert that has more time; all else is grey.
func clockTone(r *view.Row, l obligation.Level, p *policy.Policy) kit.Tone {
	short := r.Owed.Due.Sub(r.Owed.Started) <= p.TakeOver.Immediate
	switch {
	case l == obligation.Breached, short:
		return kit.Red
	case l == obligation.Warning50, l == obligation.Warning80, r.Urgency <= view.Proactive:
		return kit.Amber
	}
	return kit.Grey
}

func badgeTone(b view.Badge) kit.Tone {
	switch {
	case b.Level != chat.LevelAlert:
		return kit.Grey
	case b.Tier == chat.TierImmediate:
		return kit.Red
	}
	return kit.Amber
}
