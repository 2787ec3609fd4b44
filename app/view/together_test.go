package view

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

func side(id chat.MessageID, by chat.AgentID, mentions ...chat.AgentID) chat.TeamLine {
	return chat.TeamLine{ID: id, At: 10, By: by, Text: string(id), Mentions: mentions}
}

// C-INT-01: what is unread is what others have said behind the newest line that was
// seen, also where that line has been forgotten meanwhile.
func TestTalk(t *testing.T) {
	lines := []chat.TeamLine{side("a", "ben"), side("b", "asha"), side("c", "ben", "asha"), side("d", "ben", "meera")}
	lines[3].At = 20
	for _, tc := range []struct {
		name     string
		read     Mark
		unread   int
		mentions int
		first    int
	}{
		{"nothing", Mark{}, 3, 1, 0},
		{"one of several at one time", Mark{"a", 10}, 2, 1, 2},
		{"all but the last", Mark{"c", 10}, 1, 0, 3},
		{"all", MarkOf(lines), 0, 0, -1},
		{"one that was forgotten", Mark{"z", 9}, 3, 1, 0},
		{"one that was forgotten, later", Mark{"z", 10}, 1, 0, 3},
	} {
		got := TalkOf(lines, "asha", tc.read)
		want(t, tc.name, []int{got.Unread, got.Mentions, got.First, len(got.Lines)}, []int{tc.unread, tc.mentions, tc.first, 4})
	}
	want(t, "no lines", TalkOf(nil, "asha", Mark{}).First, -1)
	want(t, "the mark of no lines", MarkOf(nil), Mark{})
}

// C-INT-01: a room for everybody, mine, and the others'; what is unread in theirs is not
// my news, but a line there that names me is.
func TestChannel(t *testing.T) {
	s := newStage()
	var p policy.Policy
	p.Queues[0], p.Queues[1] = "billing", "technical"
	s.do("", &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary, Department: "technical"})
	for _, room := range []string{"", "billing", "technical", "sales"} {
		s.do("", &chat.TeamPosted{Message: chat.MessageID("m" + room), Room: room, Text: "Hello"})
	}
	s.do("", &chat.TeamPosted{Message: "for me", Room: "billing", Text: "@asha", Mentions: []chat.AgentID{"asha"}})
	c := ChannelOf(s.floor, &p, "asha", map[string]Mark{"": MarkOf(s.floor.Channel(""))})
	var names []string
	for _, r := range c.Rooms {
		names = append(names, r.Name)
	}
	want(t, "rooms", names, []string{"", "technical", "billing", "sales"})
	want(t, "mine", []bool{c.Rooms[0].Mine, c.Rooms[1].Mine, c.Rooms[2].Mine}, []bool{true, true, false})
	want(t, "unread and mentions", []int{c.Unread, c.Mentions}, []int{1, 1})
	gone, ok := c.Room("sales")
	want(t, "a team that is none any more", []bool{ok, gone.Gone, c.Rooms[2].Gone}, []bool{true, true, false})
	if _, ok := c.Room("nowhere"); ok {
		t.Error("a room that is not there")
	}
}

// V-ROUTE-01: the rule's name is on the chat, and how its owner came to it.
func TestRouted(t *testing.T) {
	s := newStage()
	s.do("c", &chat.ChatOpened{Bot: true, Choice: "Refunds", Site: "shop"},
		&chat.ChatRouted{Rule: "Refunds", Queue: "billing", Agent: "ben", Why: "the page /refunds"}, &chat.ChatQueued{Queue: "billing"})
	thread := s.book.ThreadOf(s.floor.Chat("c"))
	want(t, "by a rule", []string{thread.Routed.Words(), thread.Routed.Why, thread.Choice, thread.Site}, []string{"Refunds → name of ben", "the page /refunds", "Refunds", "shop"})
	want(t, "in the row", []any{s.book.Row("c").Routed, s.book.Row("c").ForMe}, []any{"Refunds → name of ben", false})
	s.do("c", &chat.ChatAccepted{Agent: "asha", Rule: chat.AutoRule})
	want(t, "given", s.book.ThreadOf(s.floor.Chat("c")).Routed.GivenBy, "assigned automatically")
	s.do("d", &chat.ChatOpened{})
	want(t, "by none", s.book.ThreadOf(s.do("d", &chat.ChatAccepted{Agent: "asha"})).Routed, Routed{})
	s.do("e", &chat.ChatOpened{}, &chat.ChatRouted{Rule: "All", Queue: "billing", Waits: true})
	want(t, "to a team", []any{s.book.Row("e").Routed, s.book.Row("e").Queue, s.book.Row("e").ForMe}, []any{"All → billing", "billing", false})
	want(t, "which I am of", []bool{s.book.Department("billing"), s.book.Department("billing")}, []bool{true, false})
	s.book.Update(s.floor.Chat("e"))
	want(t, "for me", s.book.Row("e").ForMe, true)
}

// C-TRF-03: who leads, and who may say that people are done with a chat.
func TestGroup(t *testing.T) {
	s := newStage()
	c := s.do("c", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "asha"}, &chat.AgentJoined{Agent: "ben"})
	want(t, "my chat", s.book.ThreadOf(c).MayFinish, true)
	s.do("c", &chat.GroupChanged{On: true, Lead: "ben"})
	got := s.book.ThreadOf(c)
	want(t, "led by another", []any{got.Group, got.MayFinish, s.book.Row("c").Group}, []any{Group{On: true, Lead: "ben", LeadName: "name of ben"}, false, true})
	s.do("c", &chat.GroupChanged{On: true, Lead: "asha"})
	got = s.book.ThreadOf(c)
	want(t, "led by me", []any{got.Group.Mine, got.MayFinish}, []any{true, true})
	s.do("c", &chat.ChatClosed{})
	want(t, "after the end", s.book.ThreadOf(c).MayFinish, false)
}

// C-TRF-03: a group whose lead is away is ended by its owner, and by nobody else by that.
func TestAGroupWhoseLeadIsAway(t *testing.T) {
	for name, lead := range map[string]struct {
		is   []chat.Body
		away bool
	}{
		"there":   {[]chat.Body{&chat.AgentAdded{Agent: "ben"}, &chat.PresenceChanged{Agent: "ben", Presence: chat.PresenceOnline}}, false},
		"offline": {[]chat.Body{&chat.AgentAdded{Agent: "ben"}}, true},
		"outside": {[]chat.Body{&chat.AgentAdded{Agent: "ben", Outside: true}}, true},
		"unknown": {nil, true},
	} {
		s := newStage()
		for _, b := range lead.is {
			s.do("", b)
		}
		c := s.do("c", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "asha"}, &chat.AgentJoined{Agent: "ben"}, &chat.GroupChanged{On: true, Lead: "ben"})
		finish := func(me chat.AgentID, role chat.Role) *Thread {
			got := s.book.ThreadOf(c)
			got.Finish(s.floor, c, me, role)
			return got
		}
		got := finish("asha", chat.RolePrimary)
		want(t, name, []bool{got.Group.Away, got.MayFinish}, []bool{lead.away, lead.away})
		want(t, name+", to somebody else", finish("dee", chat.RolePrimary).MayFinish, false)
		want(t, name+", to a lead of the floor", finish("dee", chat.RoleLead).MayFinish, true)
	}
}

// C-TRF-04: a chat that waits for me has no clock, and calls me all the same.
func TestAChatThatWaitsForMe(t *testing.T) {
	s := newStage()
	s.do("c", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "ben"}, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferAwait, From: "ben", To: "asha"}})
	r := s.book.Row("c")
	want(t, "row", []any{r.Offered, r.Urgency, r.Owed.Kind}, []any{chat.OfferAwait, Proactive, OwedLook})
}

// Lines show when they were said, and that they were taken back.
func TestWhenALineWasSaid(t *testing.T) {
	s := newStage()
	s.do("c", &chat.ChatOpened{Bot: true})
	s.n += 1000
	s.do("c", &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "Hello", Said: 5000})
	r := s.book.Row("c")
	want(t, "said", []any{r.LastAt, r.Unseen, r.LastGone}, []any{5000, s.floor.Chat("c").LastAt, false})
	s.do("c", &chat.MessageRemoved{Message: "m"})
	r = s.book.Row("c")
	want(t, "taken back", []any{r.LastText, r.LastGone}, []any{"", true})
	s.do("c", &chat.CustomerTyped{Draft: "Is there"})
	want(t, "typing", s.book.ThreadOf(s.floor.Chat("c")).Draft, "Is there")
	s.do("c", &chat.CustomerBlocked{On: true})
	want(t, "blocked", []bool{s.book.ThreadOf(s.floor.Chat("c")).Blocked, s.book.Row("c").Blocked}, []bool{true, true})
}
