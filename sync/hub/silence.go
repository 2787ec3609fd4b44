package hub

import (
	"log/slog"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/wire"
)

// lateSilence is how long after its time a message about silence is still sent
// by itself: not in a burst, after the hub was away.
const lateSilence = 15 * time.Second

// remind sends what a silent customer gets at this instant, in the name of who
// serves them, where the policy says that the hub does so (G-NR-01 to -03). It
// does nothing where a blank of the approved text stays empty, or time is not
// certain: then the message is only proposed, and its clock runs out like any.
func (c *core) remind(ct *chat.Chat, at chat.Instant) {
	if c.edition.Policy.Silence.Send != policy.SendAuto || ct.Owner == "" || c.at.Sub(at) > lateSilence || !c.certain() {
		return
	}
	series := flow.Silence(c.edition)
	for _, o := range ct.Obligations {
		id := silenceText(series, o.Kind)
		if id == "" || o.Due > at || !o.Paused.IsZero() || !o.Breached.IsZero() {
			continue
		}
		if o.Kind == chat.OwedClose && !warned(ct, series, o.Started) {
			return // nobody's chat ends without a warning
		}
		text, ok := c.approved(ct, id, at)
		if !ok {
			return
		}
		c.remindBy(ct, &o, id, text, at)
		return
	}
}

// silenceText returns the response of the team's series that keeps an obligation of
// a silence, and nothing for any other.
func silenceText(series []script.ResponseID, k chat.ObligationKind) script.ResponseID {
	if at := obligation.Silence(k); at > 0 && at <= len(series) {
		return series[at-1]
	}
	return ""
}

// warned reports whether the customer was told, since the silence began, that the
// chat will close: in the team's words, or in those that ship. A line that has not
// certainly left the house told them nothing.
func warned(ct *chat.Chat, series []script.ResponseID, since chat.Instant) bool {
	says := []string{string(silenceText(series, chat.OwedWarn)), string(script.IDSilence2)}
	trouble := ct.Outcomes()
	for i := len(ct.Messages) - 1; i >= 0 && ct.Messages[i].At >= since; i-- {
		m := &ct.Messages[i]
		if _, in := trouble[m.ID]; !in && m.Script != "" && slices.Contains(says, m.Script) {
			return true
		}
	}
	return false
}

// remindBy stages the line, and after the last one the end of the chat: it
// closes as "no response, went silent", and the call that was promised stays
// owed (A-30, G-NR-03, G-NR-04).
func (c *core) remindBy(ct *chat.Chat, o *chat.Obligation, id script.ResponseID, text string, at chat.Instant) {
	owner := person(c.floor, ct.Owner)
	line := chat.EventID("silence/" + string(o.ID))
	c.stageDue(chat.Event{ID: line, Chat: ct.ID, By: owner.ID, Body: &chat.MessagePosted{
		Message: chat.MessageID(line), From: chat.SpeakerAgent, Name: owner.Name, Text: text,
		Script: string(id), Delivery: chat.DeliveryPending,
	}}, at)
	if o.Kind != chat.OwedClose {
		return
	}
	c.stageDue(chat.Event{ID: line + "/closed", Chat: ct.ID, By: owner.ID, Body: &chat.ChatClosed{
		Reason: c.wentSilent(), Skipped: c.unsaid(ct),
	}}, at)
}

// wentSilent are the words of the end reason, which the ticket reads back.
func (c *core) wentSilent() string {
	if r, d, ok := c.edition.Form.WentSilent(); ok {
		return r.Name + " - " + d.Name
	}
	return "no_response/went_silent"
}

// unsaid excuses the closing steps that nobody was there for.
func (c *core) unsaid(ct *chat.Chat) (skipped []chat.Skip) {
	for _, m := range flow.Trace(ct, c.edition) {
		if m.Done.IsZero() {
			skipped = append(skipped, chat.Skip{Step: m.Step, Reason: "the customer went silent"})
		}
	}
	return skipped
}

// approved fills a response of the shared library, as the desk of whoever serves
// the chat would. It reports false where the text may not be sent as it is.
func (c *core) approved(ct *chat.Chat, id script.ResponseID, at chat.Instant) (text string, ok bool) {
	r, ok := c.response(id)
	if !ok {
		return "", false
	}
	p, name := &c.edition.Policy, ""
	if a := c.floor.Agent(ct.Owner); a != nil {
		name = a.Name
	}
	filled := script.Fill(r, script.Known{
		Now: at, Customer: ct.Customer, Messages: ct.Messages, Agent: name, Policy: *p,
		Settings: script.Settings{Salutation: p.Support.Salutation, Team: p.Support.Team, Phone: p.Support.Phone, Email: p.Support.Mail},
	})
	ok, why := filled.Ready()
	if !ok {
		c.logger.Warn("a message to a silent customer is only proposed", slog.String("response", string(id)), slog.String("why", why))
	}
	return filled.Text, ok
}

// response returns a response as the library offers it now. Which versions are
// newest the shelf knows, and package script which of those counts.
func (c *core) response(id script.ResponseID) (script.Response, bool) {
	on := c.shelves[chat.ShelfCanned]
	if on == nil {
		return script.Response{}, false
	}
	var library script.Library
	for key, l := range on.lines {
		if key.id != id {
			continue
		}
		if v, ok := decodeResponse(l.raw); ok {
			library = library.Merge(v)
		}
	}
	v, ok := library.Get(id)
	return v.Content, ok
}

func decodeResponse(raw []byte) (script.Version, bool) {
	e, err := wire.DecodeEvent(raw, nil)
	if err != nil {
		return script.Version{}, false
	}
	b, ok := e.Body.(*chat.RecordSaved)
	if !ok {
		return script.Version{}, false
	}
	v, err := record.Decode[script.Response](b.Version)
	return v, err == nil
}
