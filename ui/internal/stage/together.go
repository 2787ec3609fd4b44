package stage

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
)

// together adds to a snapshot what the team does together, and the backends.
func (f *Floor) together(s *app.Snapshot) {
	s.Backends = view.Backends(f.floor)
	s.Outside = view.Outsiders(f.floor)
	s.Channel = view.ChannelOf(f.floor, f.Policy, Me, f.Read)
	s.Loads = view.Loads(f.floor, f.Edition)
	p := f.Policy
	s.Transfer = app.Transfer{
		Guide: p.Transfer.Guide, Version: p.Version, Wait: p.Transfer.Away.Wait(), Promise: p.Transfer.Away.Promise(), Within: p.Transfer.Promise,
		Groups: p.Group.On, GroupMax: p.Group.Max,
		Departments: p.Routing.Model == policy.Departments, Auto: p.Routing.Assign == policy.AssignAuto,
	}
	if t := s.Thread; t != nil {
		c := f.floor.Chat(t.ID)
		t.Can = view.CansOf(f.floor, c.Driver)
		t.Finish(f.floor, c, Me, s.Me.Role)
		t.Side = view.TalkOf(c.Side, Me, f.Beside[c.ID])
	}
}

// Backend puts a chat system on the floor that has all operations but those given.
func (f *Floor) Backend(name, title string, but ...chat.Capability) {
	b := chat.Backend{Name: name, Title: title, State: chat.BackendLive}
	for _, op := range chat.Operations() {
		c := chat.Capability{Op: op, Ability: chat.AbilityNative}
		if own := chat.Capabilities(but).Of(op); own.Ability != chat.AbilityNone || own.How != "" {
			c = own
		}
		b.Capabilities = append(b.Capabilities, c)
	}
	f.fold("", &chat.BackendDescribed{Backend: b})
}

// ReturnToBot is written down.
func (d *Desk) ReturnToBot(id chat.ChatID, reason string) { d.ask("return %s %q", id, reason) }

// BlockCustomer is written down.
func (d *Desk) BlockCustomer(id chat.ChatID, on bool, reason string) {
	d.ask("block %s %t %q", id, on, reason)
}

// SendTranscript is written down.
func (d *Desk) SendTranscript(id chat.ChatID, to string) { d.ask("transcript %s %s", id, to) }

// BeginGroup is written down.
func (d *Desk) BeginGroup(id chat.ChatID) { d.ask("begin group %s", id) }

// EndGroup is written down.
func (d *Desk) EndGroup(id chat.ChatID) { d.ask("end group %s", id) }

// NameLead is written down.
func (d *Desk) NameLead(id chat.ChatID, a chat.AgentID) { d.ask("lead %s %s", id, a) }

// PromiseContact is written down.
func (d *Desk) PromiseContact(id chat.ChatID, p chat.PromiseContact) {
	d.ask("promise %s by %s %s %q", id, p.To, p.How, p.Note)
}

// AwaitAgent is written down.
func (d *Desk) AwaitAgent(id chat.ChatID, to chat.AgentID, note string) {
	d.ask("await %s %s %q", id, to, note)
}

// PostTeam is written down.
func (d *Desk) PostTeam(room, text string) { d.ask("team %s %q", room, text) }

// PostBeside is written down.
func (d *Desk) PostBeside(id chat.ChatID, text string) { d.ask("beside %s %q", id, text) }

// ReadChannel notes that all of a room is read.
func (d *Desk) ReadChannel(room string) {
	d.ask("read %s", room)
	d.Floor.Read[room] = view.MarkOf(d.Floor.floor.Channel(room))
}

// LeaveChannel is written down.
func (d *Desk) LeaveChannel() { d.ask("leave channel") }

// ReadBeside notes that all of a side thread is read.
func (d *Desk) ReadBeside(id chat.ChatID, is bool) {
	d.ask("read beside %s %t", id, is)
	if c := d.Floor.floor.Chat(id); c != nil && is {
		d.Floor.Beside[id] = view.MarkOf(c.Side)
	}
}

// BackendStatus answers with Statuses.
func (d *Desk) BackendStatus(got func([]app.BackendStatus, error)) { got(d.Statuses, nil) }
