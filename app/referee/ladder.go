package referee

import "floorwalker/app/chat"

// whisper brings a line to the owner alone (C-OBS-06). It is bound to the
// person who served the chat on the screen of who whispers: what was meant for
// one colleague is never read by another.
func (r *ruling) whisper(w *chat.Whisper) (Decision, *chat.Refusal) {
	c := r.chat
	switch {
	case !c.Active():
		return Decision{}, refuseClosed()
	case c.Owner == "":
		return Decision{}, refuse(chat.RefusedGone, "Nobody serves this chat, so nobody would read a whisper; write a note, or take the chat over.")
	case c.Owner == r.by.ID:
		return Decision{}, refuse(chat.RefusedInvalid, "You serve this chat yourself; write a note to keep something in mind.")
	case outside(r.floor, c.Owner):
		return Decision{}, refuse(chat.RefusedInvalid, outsider(r.name(c.Owner))+", so they would not see a whisper; write a note.")
	case c.Owner != w.To:
		return Decision{}, refuse(chat.RefusedGone, r.name(c.Owner)+" serves this chat now; your whisper was for "+r.nameIn(w.To)+" and was not sent.")
	}
	text, no := cleanText(w.Text, "whisper")
	if no != nil {
		return Decision{}, no
	}
	return Decision{Step: r.step(AuditWhispered), Events: r.events(&chat.WhisperPosted{
		Message: chat.MessageID(r.cmd.ID), To: w.To, Name: r.by.Name, Text: text,
	})}, nil
}

// join brings a person in beside the owner, who keeps the chat (V-JOIN-01 to
// -03, C-OBS-02). Whoever has been invited accepts by that.
func (r *ruling) join() (Decision, *chat.Refusal) {
	c := r.chat
	switch {
	case !c.Active():
		return Decision{}, refuseClosed()
	case c.Serves(r.by.ID), c.Claim.Agent == r.by.ID:
		return Decision{}, nil
	case c.Stage == chat.StageQueued:
		return Decision{}, refuse(chat.RefusedGone, "This chat waits in the queue; start it instead.")
	case c.Owner == "":
		return Decision{}, refuse(chat.RefusedGone, "The bot serves this chat; take it over instead.")
	}
	for _, o := range c.Offers {
		if o.Kind == chat.OfferInvitation && o.To == r.by.ID {
			return r.comesIn(o.ID)
		}
	}
	return r.comesIn("")
}

// comesIn is comeIn, where there is room for one more.
func (r *ruling) comesIn(invited chat.OfferID) (Decision, *chat.Refusal) {
	if no := r.roomInGroup(); no != nil {
		return Decision{}, no
	}
	return r.comeIn(invited), nil
}

// comeIn is a joining, with the invitation that it follows from if there is
// one. Customer and owner are told by one line that both can see (V-JOIN-02,
//
func (r *ruling) comeIn(invited chat.OfferID) Decision {
	bodies := []chat.Body{
		&chat.AgentJoined{Agent: r.by.ID, Invited: invited},
		r.line(joinedBy(r.by.Name, r.policy)),
	}
	if invited != "" {
		bodies = append([]chat.Body{&chat.OfferAccepted{Offer: invited, Agent: r.by.ID}}, bodies...)
	}
	return Decision{
		Events: r.events(bodies...), Effect: EffectPost,
		Audit: r.audit(AuditSteppedIn), Step: r.step(AuditJoined),
	}
}

// leave takes a person out of a chat (V-LEAVE-01). An owner hands it to who
// came in first of those who are still there; alone, they put it back into the
// queue, in the same batch, so that it is never in nobody's list, and leave a
// ticket behind.
func (r *ruling) leave(w *chat.Leave) (Decision, *chat.Refusal) {
	c := r.chat
	switch {
	case !c.Active():
		return Decision{}, refuseClosed()
	case !c.Serves(r.by.ID):
		return Decision{}, refuse(chat.RefusedNotOwner, "You are not in this chat, so there is nothing to leave.")
	}
	reason, no := cleanReason(w.Reason)
	if no != nil {
		return Decision{}, no
	}
	gone := r.line(leftBy(r.by.Name, r.policy))
	left := &chat.AgentLeft{Agent: r.by.ID, Reason: reason}
	d := Decision{Effect: EffectPost, Step: r.step(AuditLeft)}
	if c.Owner != r.by.ID {
		d.Events = r.events(left, gone)
		return d, nil
	}
	if no := r.claimed(); no != nil {
		return Decision{}, no
	}
	if left.Next = r.heir(); left.Next != "" {
		d.Effect, d.Events = EffectTakeOver, r.events(left, gone)
		return d, nil
	}
	bodies := []chat.Body{left, &chat.ChatQueued{Reason: r.by.Name + " left the chat"}}
	behind, no := r.leftBehind(w)
	if no != nil {
		return Decision{}, no
	}
	d.Events = r.events(append(append(bodies, behind...), gone)...)
	return d, nil
}

// heir is who serves the chat if its owner leaves.
func (r *ruling) heir() chat.AgentID { return heirOf(r.floor, r.chat, r.by.ID) }

// heirOf is who serves c if leaver goes: the first of those who have joined and
// are online, else the first who may still come back to it.
func heirOf(f *chat.Floor, c *chat.Chat, leaver chat.AgentID) chat.AgentID {
	var away chat.AgentID
	for _, id := range c.Joined {
		if id == leaver {
			continue
		}
		switch a := f.Agent(id); {
		case a == nil || a.Revoked || a.Outside:
		case a.Presence == chat.PresenceOnline:
			return id
		case away == "":
			away = id
		}
	}
	return away
}
