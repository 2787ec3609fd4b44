package view

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/policy"
)

// Calling is what the chat says about calling its customer.
type Calling struct {
	// Suggested are the reasons for which a call may be offered now, each once and
	// without those that one was offered for, in the order of chat.CallReasons. A
	// reason that nothing was detected for may be picked by hand (G-CB-01).
	Suggested []chat.CallReason
	// Details says that the customer asks to be called for the first time: they
	// are asked what it is about before a call is offered.
	Details bool
}

// byRule are the rules whose alert suggests a call (G-CB-01, G-CB-02, G-CB-06).
var byRule = map[chat.RuleID]chat.CallReason{
	policy.RuleTechnical: chat.CallScreenShare, policy.RuleBilling: chat.CallBillingDispute, policy.RuleFrustration: chat.CallFrustrated,
}

// callingOf reads c. It costs the customer's lines.
func callingOf(c *chat.Chat) Calling {
	found := make(map[chat.CallReason]bool)
	for _, all := range [][]chat.Trigger{c.Triggers, c.Brought} {
		for i := range all {
			if r, ok := byRule[all[i].Rule]; ok && all[i].Level == chat.LevelAlert {
				found[r] = true
			}
		}
	}
	wish := flow.CallWishOf(c)
	found[chat.CallPrefersPhone] = wish.Wanted()
	return Calling{Suggested: inOrder(found, c), Details: wish.Asked > 0 && !wish.Wanted()}
}

func inOrder(found map[chat.CallReason]bool, c *chat.Chat) []chat.CallReason {
	var rs []chat.CallReason
	for _, r := range chat.CallReasons() {
		if found[r] && !offeredFor(c, r) {
			rs = append(rs, r)
		}
	}
	return rs
}

func offeredFor(c *chat.Chat, r chat.CallReason) bool {
	return slices.ContainsFunc(c.Offered, func(o chat.CallbackOffer) bool { return o.Reason == r })
}

// long adds that the chat takes long, once its prompt says so (G-CB-05).
func (v Calling) long(c *chat.Chat, prompts []flow.Prompt) Calling {
	due := slices.ContainsFunc(prompts, func(p flow.Prompt) bool { return p.Kind == flow.PromptCallback })
	if due && !offeredFor(c, chat.CallLongChat) && !slices.Contains(v.Suggested, chat.CallLongChat) {
		v.Suggested = append(slices.Clone(v.Suggested), chat.CallLongChat)
	}
	return v
}
