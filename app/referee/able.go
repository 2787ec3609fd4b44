package referee

import "floorwalker/app/chat"

// Needs returns what of the chat's backend a wish cannot do without. Notes, tags, and
// what the team says among itself, are kept by the hub and need nothing of a backend;
// where it can, the hub tells it of them as well.
func Needs(w chat.Wish) []chat.Operation {
	switch w := w.(type) {
	case *chat.PostMessage:
		return needsOfLine(w)
	case *chat.TakeOver, *chat.AcceptChat:
		return []chat.Operation{chat.OpTakeOver}
	case *chat.Join, *chat.BeginGroup:
		return []chat.Operation{chat.OpJoin}
	case *chat.Invite:
		return []chat.Operation{chat.OpInvite}
	case *chat.Leave:
		return []chat.Operation{chat.OpLeave}
	case *chat.Forward:
		return []chat.Operation{handing(w.Queue)}
	case *chat.Escalate:
		return []chat.Operation{handing(w.Queue), chat.OpReply} // the customer is told
	case *chat.AwaitAgent:
		return []chat.Operation{chat.OpForward}
	case *chat.HandToChannel:
		return []chat.Operation{chat.OpReply}
	case *chat.EndChat:
		return []chat.Operation{chat.OpEnd}
	}
	return needsBeside(w)
}

// needsBeside is Needs for what only some backends have.
func needsBeside(w chat.Wish) []chat.Operation {
	switch w.(type) {
	case *chat.AskRating:
		return []chat.Operation{chat.OpRating}
	case *chat.ReturnToBot:
		return []chat.Operation{chat.OpReturn}
	case *chat.BlockCustomer:
		return []chat.Operation{chat.OpBlock}
	case *chat.SendTranscript:
		return []chat.Operation{chat.OpTranscript}
	}
	return nil
}

// needsOfLine is what a line to the customer needs: another channel goes to their
// number and not into the chat (G-FU-08).
func needsOfLine(w *chat.PostMessage) []chat.Operation {
	ops := []chat.Operation{chat.OpReply}
	if w.Via != "" {
		ops[0] = chat.OpWhatsApp
	}
	if w.File != nil {
		ops = append(ops, chat.OpFile)
	}
	return ops
}

// handing is what it takes to hand a chat to a person, or to a team.
func handing(queue string) chat.Operation {
	if queue != "" {
		return chat.OpForwardTeam
	}
	return chat.OpForward
}

// able refuses what the chat's backend cannot do, in words that name it: no screen
// offers it, and a desk that does all the same is told why it must not
// (architecture, "Honest capabilities").
func (r *ruling) able() *chat.Refusal {
	for _, op := range Needs(r.cmd.Body) {
		if words := r.floor.Unable(r.chat, op); words != "" {
			return refuse(chat.RefusedInvalid, words)
		}
	}
	return nil
}
