package stage

import (
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Opened is a chat that the bot answers on the website.
func Opened(name string) chat.Body { return OpenedOn(chat.ChannelWebsite, name) }

// OpenedOn is a chat that the bot answers on a channel.
func OpenedOn(c chat.Channel, name string) chat.Body {
	return &chat.ChatOpened{Bot: true, Channel: c, Customer: chat.Customer{Name: name}}
}

// Said is a customer's line; its id is its text.
func Said(text string) chat.Body {
	return &chat.MessagePosted{Message: chat.MessageID(text), From: chat.SpeakerCustomer, Text: text}
}

// Answered is a line of the bot's with its confidence in ten-thousandths.
func Answered(text string, confidence int) chat.Body {
	return &chat.MessagePosted{
		Message: chat.MessageID(text), From: chat.SpeakerBot, Text: text, Confidence: chat.ScoreOf(confidence),
	}
}

// Wrote is a line of mine to the customer.
func Wrote(text string, d chat.Delivery) chat.Body {
	return &chat.MessagePosted{
		Message: chat.MessageID(text), From: chat.SpeakerAgent, Name: "Asha", Text: text, Delivery: d,
	}
}

// Taken makes a chat an agent's.
func Taken(by chat.AgentID) []chat.Body {
	return []chat.Body{&chat.TakeOverClaimed{Agent: by}, &chat.ChatTakenOver{Agent: by}}
}

// Alert is a request for a person, immediate, resting on all of a line.
func Alert(line string) chat.Body {
	return Fired(policy.RuleHumanRequest, chat.TierImmediate, chat.LevelAlert, chat.Evidence{
		Message: chat.MessageID(line), From: 0, To: len(line), Words: "asked for a person",
	})
}

// Fired is any trigger.
func Fired(r chat.RuleID, tier chat.Tier, level chat.Level, es ...chat.Evidence) chat.Body {
	return &chat.TriggerRaised{Trigger: chat.Trigger{
		Rule: r, Version: 3, Policy: 12, Tier: tier, Level: level, Score: chat.ScoreOf(5800),
		Threshold: chat.ScoreOf(7000), Evidence: es,
	}}
}

// Owed starts a clock that began a moment ago and runs for d from at.
func Owed(kind chat.ObligationKind, at chat.Instant, d time.Duration) chat.Body {
	return &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: chat.ObligationID(kind), Kind: kind, Started: at, Due: at.Add(d), Owner: Me,
	}}
}

// Joined brings an agent in beside the owner, with the one line that says so.
func Joined(by chat.AgentID) []chat.Body {
	return []chat.Body{
		&chat.AgentJoined{Agent: by},
		&chat.MessagePosted{Message: chat.MessageID("joined " + by), From: chat.SpeakerSystem, Text: "agent " + string(by) + " has joined the chat."},
	}
}

// Forwarded offers a chat to an agent for the 20 s of the policy that ships.
func Forwarded(id chat.OfferID, from, to chat.AgentID, at chat.Instant, note string) chat.Body {
	return &chat.OfferMade{Offer: chat.Offer{
		ID: id, Kind: chat.OfferForward, From: from, To: to, Reason: chat.ForwardExpertise, Note: note,
		Made: at, Due: at.Add(20 * time.Second),
	}}
}

// Invited asks an agent into a chat for the same time.
func Invited(id chat.OfferID, from, to chat.AgentID, at chat.Instant, note string) chat.Body {
	return &chat.OfferMade{Offer: chat.Offer{
		ID: id, Kind: chat.OfferInvitation, From: from, To: to, Note: note, Made: at, Due: at.Add(20 * time.Second),
	}}
}
