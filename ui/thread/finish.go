package thread

import (
	"slices"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// finishLock is why somebody may not say that people are done with the chat: its owner
// may, and in a group chat its lead, or a lead of the floor, or while its lead is away its
// owner (C-TRF-03).
func finishLock(t *view.Thread, me app.Me, do string) string {
	switch {
	case !t.Group.On:
		return serveLock(t, do)
	case t.Group.Mine || me.Role == chat.RoleLead, t.Group.Away && t.Stance == view.Yours:
		return ""
	}
	return t.Group.LeadName + " leads this group chat; only they or a lead of the floor can " + do + " it."
}

// returnLock is why the chat cannot go back to the bot.
func returnLock(t *view.Thread, me app.Me) string {
	why := finishLock(t, me, "give it back to the bot")
	return strings.Replace(why, "give it back to the bot it", "give it back to the bot", 1)
}

// groupLock is why nothing can be done about the group: only who serves the chat begins
// one.
func groupLock(t *view.Thread) string {
	if !t.Group.On && t.Stance != view.Yours {
		return "Only who serves this chat can make it a group chat."
	}
	return ""
}

// Return asks why the bot can go on, and gives the chat on screen back to it.
func (p *Pane) Return() {
	t, ok := p.there(stepReturn)
	if !ok {
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	why := kit.NewLineField("Why the bot can go on", "Whoever comes next reads this", referee.MinReason)
	data := kit.SheetData{
		Title: "Return the chat of " + name + " to the bot", Confirm: "Return to the bot",
		Text: beside("The bot answers from then on, and nobody serves this chat. The customer is told that you leave.", t.Can.Of(chat.OpReturn)),
	}
	a := newAsking(data, why)
	a.locked = p.stillMine(id, name)
	p.ask(a, func() {
		p.left = id
		p.opts.Desk.ReturnToBot(id, bounded(why.Text()))
	})
}

// SendCopy asks for the address, and has the chat on screen mailed there. A mail cannot
// be called back, so the sheet says whose address it is.
func (p *Pane) SendCopy() {
	t, ok := p.there(stepCopy)
	if !ok {
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	own := mailAddress(t.Customer.Contact)
	to := kit.NewLineField("To", "name@example.com", 3)
	to.SetText(own)
	text := "Everything that the customer has seen goes there, notes and whispers do not. A mail that is sent stays sent."
	if own == "" {
		text += " No address of " + name + " is known: write down the one that they gave you."
	}
	data := kit.SheetData{Title: "Send a copy of the chat of " + name, Confirm: "Send", Danger: true, Text: beside(text, t.Can.Of(chat.OpTranscript))}
	a := newAsking(data, to)
	a.locked = func(s *app.Snapshot) string {
		switch {
		case mailAddress(to.Text()) == "":
			return "This is no mail address."
		case s.Me.Role != chat.RoleLead && own != "" && !strings.EqualFold(to.Text(), own):
			return "Only a lead sends it to another address than the customer's, " + own + "."
		}
		return ""
	}
	to.OnChange = func() { a.follow(p.snap) }
	p.ask(a, func() { p.opts.Desk.SendTranscript(id, to.Text()) })
}

// mailAddress is a mail address that is written down in full, or "".
func mailAddress(text string) string {
	text = strings.TrimSpace(text)
	name, host, ok := strings.Cut(text, "@")
	if !ok || name == "" || !strings.Contains(host, ".") || strings.ContainsAny(text, " <>,;") || strings.Contains(host, "@") {
		return ""
	}
	return text
}

// Block asks why, and keeps the customer of the chat on screen from writing, or lets
// them again.
func (p *Pane) Block() {
	t, ok := p.there(stepBlock)
	if !ok {
		return
	}
	name, id, on := words.Name(t.Customer.Name), t.ID, !t.Blocked
	data := kit.SheetData{
		Title: "Block " + name, Confirm: "Block", Danger: true,
		Text: "They cannot write to this team any more, in this chat or a new one, until somebody lets them again. Everybody on the team reads why.",
	}
	if !on {
		data = kit.SheetData{Title: "Let " + name + " write again", Confirm: "Let them write", Text: "The team reads why they were blocked, and why they are not any more."}
	}
	data.Text = beside(data.Text, t.Can.Of(chat.OpBlock))
	why := kit.NewLineField("Why", "In a few words", referee.MinReason)
	a := newAsking(data, why)
	if p.me.Role != chat.RoleLead {
		a.locked = lostIt(id, name, true)
	}
	p.ask(a, func() { p.opts.Desk.BlockCustomer(id, on, bounded(why.Text())) })
}

// Group makes the chat on screen a group chat, or asks what becomes of one (C-TRF-03).
func (p *Pane) Group() {
	t, ok := p.there(stepGroup)
	switch {
	case !ok:
	case !t.Group.On:
		p.opts.Desk.BeginGroup(t.ID)
	default:
		p.askGroup(t)
	}
}

// askGroup asks who is to lead the group from now on, or ends it: for who may.
func (p *Pane) askGroup(t *view.Thread) {
	if why := finishLock(t, p.me, "change"); why != "" {
		p.say(why)
		return
	}
	name, id := words.Name(t.Customer.Name), t.ID
	who := kit.NewPickField("Who leads it", kit.NewPicker("", "Somebody who is in this chat, or “nobody”"))
	a := newAsking(kit.SheetData{
		Title: "The group chat of " + name, Confirm: "Change",
		Text: "Only its lead, or a lead of the floor, ends the chat; while its lead is away, who serves it. Whoever is in it stays when it becomes an ordinary chat again.",
	}, who)
	a.locked = lostIt(id, name, true)
	a.update = picking(who, func(s *app.Snapshot) []kit.Choice { return leadsOf(s, id) })
	p.ask(a, func() {
		if who.Chosen() == endGroupKey {
			p.opts.Desk.EndGroup(id)
			return
		}
		p.opts.Desk.NameLead(id, chat.AgentID(strings.TrimPrefix(who.Chosen(), personKey)))
	})
}

// endGroupKey is the choice that makes a group an ordinary chat again.
const endGroupKey = "nobody"

// leadsOf are those who could lead the group, and that nobody does.
func leadsOf(s *app.Snapshot, id chat.ChatID) []kit.Choice {
	all := []kit.Choice{{Key: endGroupKey, Name: "Nobody: end the group", Detail: "it becomes an ordinary chat again", Plain: true}}
	t := s.Thread
	if t == nil || t.ID != id {
		return all
	}
	add := func(a chat.AgentID, detail string) {
		if a == "" {
			return
		}
		c := kit.Choice{Key: personKey + string(a), Name: s.NameOf(a), Detail: detail}
		if a == s.Me.Agent {
			c.Name = "You"
		}
		if a == t.Group.Lead {
			c.Locked = "leads it already"
		}
		all = append(all, c)
	}
	add(t.Owner, "serves this chat")
	if t.Stance == view.Joined {
		add(s.Me.Agent, "in this chat")
	}
	for _, a := range t.With {
		add(a, "in this chat")
	}
	return all
}

// there is [Pane.may] for a step that the ladder may not have: then it says why there
// is none.
func (p *Pane) there(s step) (*view.Thread, bool) {
	t := p.here()
	switch {
	case t == nil:
		return nil, false
	case s == stepGroup && !t.Group.On && !p.snap.Transfer.Groups:
		p.say("The team's policy has no group chats; invite a colleague instead.")
		return nil, false
	case !slices.Contains(p.rungs, s) && unable(t, s) == "" && t.Stance != view.Ended:
		p.say(stepLocked(s, "You are not in this chat; join it or take it over first."))
		return nil, false
	}
	return p.may(s)
}

// stillMine is why a sheet about finishing with the chat cannot be confirmed any more.
func (p *Pane) stillMine(id chat.ChatID, name string) func(*app.Snapshot) string {
	lost := lostIt(id, name, true)
	return func(s *app.Snapshot) string {
		if t := s.Thread; t != nil && t.ID == id {
			if why := returnLock(t, s.Me); why != "" {
				return why
			}
		}
		return lost(s)
	}
}

// beside puts behind a text how the backend is made to do it, and what the customer sees.
func beside(text string, c view.Can) string {
	if said := words.Emulated(c); said != "" {
		return text + " " + said
	}
	return text
}
