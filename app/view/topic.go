package view

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Topic is what a chat is about, as the rules see it (G-SCOPE-02).
type Topic uint8

// The topics. A chat has one of the last three; AnyTopic is for a filter.
const (
	AnyTopic Topic = iota
	Technical
	Billing
	OtherTopic
	Topics // how many there are
)

// TopicOf returns the topic of the louder of the triggers that name one, and of
// two alike the one with the higher score. After an agent has taken the chat it is
// that of the triggers that brought them.
func TopicOf(c *chat.Chat) Topic {
	topic, loudest := OtherTopic, chat.Trigger{}
	for _, ts := range [][]chat.Trigger{c.Triggers, c.Brought} {
		for _, t := range ts {
			if of := topicOf(t.Rule); of != OtherTopic && (topic == OtherTopic || louder(t, loudest)) {
				topic, loudest = of, t
			}
		}
		if topic != OtherTopic {
			break
		}
	}
	return topic
}

func topicOf(r chat.RuleID) Topic {
	switch r {
	case policy.RuleTechnical:
		return Technical
	case policy.RuleBilling:
		return Billing
	}
	return OtherTopic
}

func louder(a, b chat.Trigger) bool {
	if a.Level != b.Level {
		return a.Level == chat.LevelAlert
	}
	return a.Score > b.Score
}

// inScope reports whether the chat is an existing customer's who came by the
// website or by WhatsApp (G-SCOPE-01). A customer is known by an account or by an
// earlier chat.
func inScope(c *chat.Chat) bool {
	return (c.Channel == chat.ChannelWebsite || c.Channel == chat.ChannelWhatsApp) &&
		(c.Customer.Account != "" || len(c.Customer.Before) > 0)
}
