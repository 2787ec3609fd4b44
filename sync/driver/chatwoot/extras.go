package chatwoot

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
	"floorwalker/sync/driver/internal/settle"
)

// Tag implements [driver.Tagger]. Chatwoot replaces the whole list, so it is read first,
// and what others have put there stays. (Its one additive call works later, by a queue,
// and does not say how it ended.)
func (d *Driver) Tag(ctx context.Context, id chat.ChatID, add, remove []string) error {
	const what = "change the labels"
	return inWords(what, d.changing(id, nil, func() error {
		raw, err := d.read(ctx, id, "labels")
		if err != nil {
			return err
		}
		var have []string
		if json.Unmarshal(payload(raw), &have) != nil {
			return errJSON // without the list nothing may be replaced
		}
		want := slices.DeleteFunc(slices.Clone(have), func(l string) bool { return slices.Contains(remove, l) })
		for _, l := range add {
			if !slices.Contains(want, l) {
				want = append(want, l)
			}
		}
		if slices.Equal(want, have) {
			return nil
		}
		return d.post(ctx, id, "labels", object{"labels": append([]string{}, want...)})
	}))
}

// read asks something of one chat for somebody who waits for it, so at no pace.
func (d *Driver) read(ctx context.Context, id chat.ChatID, what string) (json.RawMessage, error) {
	return d.send(ctx, http.MethodGet, id, what, nil)
}

// ForwardTeam implements [driver.TeamForwarder]. Whoever has the chat loses it first, or
// it would stay theirs where they are in the team.
func (d *Driver) ForwardTeam(ctx context.Context, id chat.ChatID, queue string, claim chat.EventID) error {
	if d.once(claim) {
		return nil
	}
	s, err := d.session(ctx)
	if err != nil {
		return err
	}
	team, ok := s.vendorTeam(&d.cfg, queue)
	if !ok {
		return &driver.Refusal{Words: "Chatwoot has no team called " + clip(queue, maxName) + "; the chat waits here only."}
	}
	wrote := &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Queue: queue}
	err = d.changing(id, wrote, func() error {
		if err := d.post(ctx, id, "assignments", object{"assignee_id": nil}); err != nil {
			return inWords("take the chat from whoever has it", err)
		}
		if err := d.post(ctx, id, "assignments", object{"team_id": team}); err != nil {
			return inWords("give the chat to the team", err)
		}
		return inWords("open the chat", d.status(ctx, id, statusOpen))
	})
	if err == nil {
		d.did(claim)
	}
	return err
}

// Return implements [driver.Returner]: to the agent bot where Chatwoot can be told (from
// 4.8 on), else to nobody; and pending, which is when bots answer.
func (d *Driver) Return(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	if d.once(claim) {
		return nil
	}
	s, err := d.session(ctx)
	if err != nil {
		return err
	}
	to := object{"assignee_id": nil}
	if bot, ok := s.bot(&d.cfg); ok {
		to = object{"assignee_id": bot, "assignee_type": "AgentBot"}
	}
	wrote := &settle.State{Chat: id, Says: settle.SaysOpen | settle.SaysOwner, Open: true, Bot: true}
	err = d.changing(id, wrote, func() error {
		if err := d.post(ctx, id, "assignments", to); err != nil {
			return inWords("give the chat to the bot", err)
		}
		return inWords("let the bot answer", d.status(ctx, id, statusPending))
	})
	if err == nil {
		d.did(claim)
	}
	return err
}

// Join implements [driver.Companion]: as a participant, whom only agents see.
func (d *Driver) Join(ctx context.Context, id chat.ChatID, who driver.Person) error {
	return inWords("add a participant", d.participant(ctx, http.MethodPost, id, who))
}

// Leave implements [driver.Companion]. Whoever has the chat gives it up.
func (d *Driver) Leave(ctx context.Context, id chat.ChatID, who driver.Person) error {
	c, err := d.conversation(ctx, id, d.now)
	if err != nil {
		return inWords("say who has the chat", err)
	}
	_, sink := d.settling()
	user, found := d.people.user(ctx, sink, who)
	if !found {
		user = d.standsFor(id, who.ID)
	}
	if c != nil && c.assignee() != nil && c.assignee().ID == user {
		wrote := &settle.State{Chat: id, Says: settle.SaysOwner}
		err := d.changing(id, wrote, func() error { return d.post(ctx, id, "assignments", object{"assignee_id": nil}) })
		if err != nil {
			return inWords("take the chat from whoever left it", err)
		}
	}
	if !found {
		return nil // Chatwoot never knew of them
	}
	return inWords("remove a participant", d.participant(ctx, http.MethodDelete, id, who))
}

func (d *Driver) participant(ctx context.Context, method string, id chat.ChatID, who driver.Person) error {
	_, sink := d.settling()
	user, ok := d.people.user(ctx, sink, who)
	if !ok {
		return &driver.Refusal{Words: "Chatwoot does not know " + clip(who.Name, maxName) + "; map them in the settings, or ask for an account there."}
	}
	raw, err := d.send(ctx, method, id, "participants", rest.JSON(object{"user_ids": []number{user}}))
	if err != nil || method == http.MethodDelete {
		return err
	}
	// Somebody who may not be in the inbox is left out without a word.
	list, err := decodeList(payload(raw), decodePerson)
	if err == nil && !slices.ContainsFunc(list, func(p person) bool { return p.ID == user }) {
		return &driver.Refusal{Words: "Chatwoot did not add " + clip(who.Name, maxName) + ": they do not belong to the chat's inbox there."}
	}
	return nil
}

// standsFor is the token's own user where it has the chat for that agent, or nobody.
func (d *Driver) standsFor(id chat.ChatID, who chat.AgentID) number {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.self == nil || d.behind[id] != who {
		return 0
	}
	return d.self.user.ID
}

// End implements [driver.Ender]. Chatwoot has no field for a reason, so it goes into
// custom attributes, which are replaced as a whole and so are read first. Without it the
// chat ends all the same.
func (d *Driver) End(ctx context.Context, id chat.ChatID, e driver.Ending) error {
	if d.once(e.Claim) {
		return nil
	}
	wrote := &settle.State{Chat: id, Says: settle.SaysOpen}
	err := d.changing(id, wrote, func() error {
		if err := d.why(ctx, id, &e); err != nil {
			d.cfg.Logger.Warn("chatwoot: why a chat ended was not kept there", "chat", string(id), "error", err)
		}
		return inWords("end the chat", d.status(ctx, id, statusResolved))
	})
	if err == nil {
		d.did(e.Claim)
	}
	return err
}

func (d *Driver) why(ctx context.Context, id chat.ChatID, e *driver.Ending) error {
	said := make(object)
	for name, v := range map[string]string{"close_reason": e.Reason, "close_ticket": e.Ticket} {
		if v != "" {
			said[name] = clip(v, maxField)
		}
	}
	if len(said) == 0 {
		return nil
	}
	c, err := d.conversation(ctx, id, d.now)
	if err != nil || c == nil {
		return err
	}
	all := make(object, len(c.Custom.v)+len(said))
	for name, raw := range c.Custom.v {
		all[name] = raw
	}
	maps.Copy(all, said)
	return d.post(ctx, id, "custom_attributes", object{"custom_attributes": all})
}

// Block implements [driver.Blocker]. Muting at Chatwoot also resolves, so a chat that is
// still open is left open and only the customer is blocked.
func (d *Driver) Block(ctx context.Context, id chat.ChatID, on bool) error {
	const what = "block the customer, or let them write again"
	if !on {
		return inWords(what, d.changing(id, nil, func() error { return d.post(ctx, id, "unmute", nil) }))
	}
	c, err := d.conversation(ctx, id, d.now)
	if err != nil {
		return inWords(what, err)
	}
	if c == nil {
		return &driver.Refusal{Words: "Chatwoot does not know the chat any more, so nobody was blocked."}
	}
	return inWords(what, d.changing(id, nil, func() error {
		if c.Status.v == statusResolved {
			return d.post(ctx, id, "mute", nil)
		}
		s, err := d.session(ctx)
		if err != nil {
			return err
		}
		n := strconv.FormatInt(int64(c.Meta.v.Sender.v.ID), 10)
		return d.client.Do(ctx, rest.Call{
			Method: http.MethodPatch, Route: "PATCH" + inAccount + "/contacts/{contact}", Path: s.at("contacts", n),
			Body: rest.JSON(object{"blocked": true}),
		})
	}))
}

// Transcript implements [driver.Transcriber].
func (d *Driver) Transcript(ctx context.Context, id chat.ChatID, mail string) error {
	return inWords("mail the chat", d.post(ctx, id, "transcript", object{"email": mail}))
}

// AskRating implements [driver.Rater] by a survey message, which web widgets draw with
// smileys whatever the style.
func (d *Driver) AskRating(ctx context.Context, id chat.ChatID, _ string, claim chat.EventID) error {
	if d.once(claim) {
		return nil
	}
	err := d.post(ctx, id, "messages", object{
		"content": d.cfg.Survey, "message_type": "outgoing", "private": false,
		"content_type": contentRating, "echo_id": string(claim),
	})
	if err == nil {
		d.did(claim)
	}
	return inWords("ask for a rating", err)
}
