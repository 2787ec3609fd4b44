package view

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

func scored(rule chat.RuleID, level chat.Level, score int) *chat.TriggerRaised {
	return &chat.TriggerRaised{Trigger: chat.Trigger{Rule: rule, Tier: chat.TierImmediate, Level: level, Score: chat.ScoreOf(score)}}
}

// G-SCOPE-02: each chat has a topic, and each topic a count and a filter.
func TestTopics(t *testing.T) {
	s := newStage()
	s.do("calm", opened("A"), alertOf(policy.RuleHumanRequest, chat.TierImmediate))
	s.do("tech", opened("B"), scored(policy.RuleTechnical, chat.LevelNotice, 6000))
	s.do("bill", opened("C"), scored(policy.RuleBilling, chat.LevelAlert, 9800))
	s.do("both", opened("D"), scored(policy.RuleTechnical, chat.LevelNotice, 9900), scored(policy.RuleBilling, chat.LevelAlert, 9700))
	s.do("higher", opened("E"), scored(policy.RuleBilling, chat.LevelNotice, 6000), scored(policy.RuleTechnical, chat.LevelNotice, 7000))
	b := s.book.Boards()
	want(t, "all", b[All].Topics, [Topics]int{Technical: 2, Billing: 2, OtherTopic: 1})
	want(t, "alerts", b[Alerts].Topics, [Topics]int{Billing: 2, OtherTopic: 1})
	want(t, "technical", b[All].Rows(Filter{Topic: Technical}), []chat.ChatID{"tech", "higher"})
	want(t, "billing", b[All].Rows(Filter{Topic: Billing}), []chat.ChatID{"bill", "both"})
	want(t, "other", b[All].Rows(Filter{Topic: OtherTopic}), []chat.ChatID{"calm"})
	s.do("bill", &chat.ChatTakenOver{Agent: "asha"})
	want(t, "after the takeover", s.book.Row("bill").Topic, Billing)
	s.do("tech", &chat.TriggerCleared{Rule: policy.RuleTechnical})
	want(t, "after it was cleared", s.book.Row("tech").Topic, OtherTopic)
	s.do("higher", &chat.ChatClosed{})
	want(t, "left", s.book.Boards()[All].Topics, [Topics]int{Billing: 2, OtherTopic: 2})
	s.book.Clear()
	want(t, "none", s.book.Boards()[All].Topics, [Topics]int{})
}

// G-SCOPE-01: what is out of scope stands behind the rest and is not dropped; an
// alert is never put behind.
func TestOutOfScopeIsBehindAndNotGone(t *testing.T) {
	s := newStage()
	known := chat.Customer{Name: "K", Account: "BAN-1"}
	s.do("stranger", opened("A"))
	s.do("known", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWhatsApp, Customer: known})
	s.do("elsewhere", &chat.ChatOpened{Bot: true, Channel: "email", Customer: known})
	s.do("back", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "B", Before: []chat.PastChat{{}}}})
	s.do("alert", opened("Z"), alertOf(policy.RuleHumanRequest, chat.TierImmediate))
	f := Filter{Scope: true}
	want(t, "rows", s.book.Boards()[All].Rows(f), []chat.ChatID{"alert", "known", "back", "stranger", "elsewhere"})
	want(t, "empty", f.Empty(), false)
}
