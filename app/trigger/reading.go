package trigger

import "floorwalker/app/chat"

// Reading is what Message measured of a line, by rule in the order of
// policy.RuleIDs.
type Reading struct {
	// Scores are those of the rules that look at lines of its speaker; the
	// others have none.
	Scores [Rules]chat.Score
	// Over says that a score is a notice or more, Alert that it is an alert:
	// severity and the number of repetitions are considered, what was raised
	// before is not.
	Over, Alert [Rules]bool
	// Fired says that Message returned a TriggerRaised for the rule.
	Fired [Rules]bool
	// Revised is the score of the bot's last answer, now that the customer
	// answered it; nil if none was.
	Revised *Revision
}

// Revision is the new score of bot_wrong for an earlier line.
type Revision struct {
	Message     chat.MessageID
	Score       chat.Score
	Over, Alert bool
}

// Reading returns what Message measured of the line that it was given last. It
// holds until the next call, and is empty if that line was observed before.
func (e *Engine) Reading() Reading { return e.reading }

// read writes the reading of a line.
func (e *Engine) read(v *view, facts []chat.Event) {
	r := &e.reading
	for i := range e.found {
		f := &e.found[i]
		rises := f.rises
		if i == atStuck {
			level, _, _ := e.limits[i].Level(f.score)
			rises = loud(level)
		}
		if i == atBotWrong && f.score.Known() && v.message().From == chat.SpeakerCustomer {
			e.revised = Revision{v.chat.Messages[v.mem.bot].ID, f.score, rises >= noticed, rises >= alerted}
			r.Revised = &e.revised
			continue
		}
		r.Scores[i], r.Over[i], r.Alert[i] = f.score, rises >= noticed, rises >= alerted
	}
	for _, f := range facts {
		if b, ok := f.Body.(*chat.TriggerRaised); ok {
			r.Fired[indexOf(b.Trigger.Rule)] = true
		}
	}
}
