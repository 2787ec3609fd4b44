package referee

import (
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/guard"
)

// Limits on what goes with a line.
const (
	// MaxName is the longest name of a file, in bytes.
	MaxName = 255
	// quotable is how many of the customer's lines an agent may quote unjudged,
	// counted from the newest.
	quotable = 60
)

// overrideRoster stands among the overrides of a line that promises what the
// roster cannot keep (D-11). It is a warning of the desk's and no refusal here.
const overrideRoster = "roster"

// postMessage lets the owner and whoever has joined write to the customer
// (V-JOIN-03); an observer is refused here, not only in the window (V-INV-02).
// So is what package guard blocks, whatever the desk says; what it warns of goes
// with the author's word that they have seen the warning (G-SEC-01, G-COMM-01).
func (r *ruling) postMessage(w *chat.PostMessage) (Decision, *chat.Refusal) {
	switch {
	case w.Via != "" && (r.chat.Stage == chat.StageClosed || r.chat.Owner == "" && r.chat.Claim.Agent == ""):
		// Whoever may call may write instead when that has failed, and there is
		// nobody whose chat it is: it has ended, or a bot has it (G-FU-08).
	case r.chat.Stage == chat.StageClosed:
		return Decision{}, refuseClosed()
	case r.chat.Owner == "" && r.chat.Claim.Agent == r.by.ID:
		return Decision{}, refuse(chat.RefusedNotOwner, "Your takeover is not confirmed yet; the bot may still speak.")
	case r.chat.Owner == "":
		return Decision{}, refuse(chat.RefusedNotOwner, "You do not serve this chat; take it over to write to the customer.")
	case !r.chat.Serves(r.by.ID):
		return Decision{}, refuse(chat.RefusedNotOwner, r.name(r.chat.Owner)+" serves this chat; join it to write to the customer, or whisper.")
	}
	m, no := r.composed(w)
	if no == nil {
		no = r.lockedAtNight(m)
	}
	if no == nil {
		no = r.mayText(w.Via)
	}
	if no != nil {
		return Decision{}, no
	}
	m.Via = w.Via
	return Decision{Effect: EffectPost, Events: r.events(m)}, nil
}

// composed is the line that w wants, if it may be sent as it is.
func (r *ruling) composed(w *chat.PostMessage) (*chat.MessagePosted, *chat.Refusal) {
	file, no := r.file(w.File)
	if no != nil {
		return nil, no
	}
	text := ""
	if file == nil || strings.TrimSpace(w.Text) != "" {
		if text, no = cleanText(w.Text, "message"); no != nil {
			return nil, no
		}
	}
	script, no := cleanReason(w.Script)
	if no != nil {
		return nil, no
	}
	overrides := overridden(w.Overrides)
	if no := r.guarded(text, script != "", overrides); no != nil {
		return nil, no
	}
	return &chat.MessagePosted{
		Message: chat.MessageID(r.cmd.ID), From: chat.SpeakerAgent, Name: r.by.Name, Text: text,
		DespiteGap: w.DespiteGap, Delivery: chat.DeliveryPending, Script: script, Overrides: overrides, File: file,
	}, nil
}

// guarded refuses what may not be sent, and what its author was not warned of. A
// desk that has no policy yet leaves the warnings to the hub. Of a text that began
// as an approved response only what is blocked is refused: it may well quote the
// customer, whose words nobody has to write otherwise, and only the composer knows
// which are theirs.
func (r *ruling) guarded(text string, canned bool, overrides []string) *chat.Refusal {
	for _, o := range guard.Check(covered(text, r.chat.Customer.Name), guardContext(r.chat, canned)) {
		switch {
		case o.Severity == guard.Block:
			return refuse(chat.RefusedInvalid, o.Words+".")
		case r.edition == nil || canned || o.Rule == guard.RuleSlot: // brackets in one's own words are one's own
		case !slices.Contains(overrides, string(o.Rule)):
			return refuse(chat.RefusedInvalid, o.Words+". Send it again if you are sure.")
		}
	}
	return nil
}

// covered is text with a name made meaningless, to the byte: in whatever language
// a customer's name is, it is spelt so.
func covered(text, name string) string {
	if strings.TrimSpace(name) == "" {
		return text
	}
	return strings.ReplaceAll(text, name, strings.Repeat("x", len(name)))
}

// guardContext is what package guard is told of a chat. canned says that the text
// began as an approved response.
func guardContext(c *chat.Chat, canned bool) guard.Context {
	return guard.Context{Verified: !c.Verified.At.IsZero(), Canned: canned, Customer: customerLines(c)}
}

func customerLines(c *chat.Chat) []string {
	var lines []string
	for i := len(c.Messages) - 1; i >= 0 && len(lines) < quotable; i-- {
		if c.Messages[i].From == chat.SpeakerCustomer {
			lines = append(lines, c.Messages[i].Text)
		}
	}
	return lines
}

// overridden returns the warnings that this version knows, in order, each once.
func overridden(named []string) []string {
	var kept []string
	for _, n := range named {
		switch guard.Rule(n) {
		case guard.RuleIdentity, guard.RuleLanguage, guard.RuleQuestion, guard.RuleTone, guard.RuleSlot, overrideRoster:
			kept = append(kept, n)
		}
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// file refuses what could not be found again or is too large for its channel
// (E-ACT-06, A-37). Its bytes are at the hub, under its hash.
func (r *ruling) file(f *chat.File) (*chat.File, *chat.Refusal) {
	if f == nil {
		return nil, nil
	}
	name := oneLine(f.Name)
	switch {
	case !chat.IsHash(f.Hash):
		return nil, refuse(chat.RefusedInvalid, "This file was not stored at the hub; attach it again.")
	case f.Size <= 0:
		return nil, refuse(chat.RefusedInvalid, "This file is empty.")
	case name == "" || len(name) > MaxName:
		return nil, refuse(chat.RefusedInvalid, "This file needs a name of at most "+strconv.Itoa(MaxName)+" bytes.")
	case f.Width < 0 || f.Height < 0 || len(f.Type) > MaxName:
		return nil, refuse(chat.RefusedInvalid, "This file is not described as one.")
	}
	if r.edition != nil {
		if most := r.edition.UploadMax(r.chat.Channel); f.Size > int64(most) {
			return nil, refuse(chat.RefusedTooLong, "This file has "+sizeOf(f.Size)+"; at most "+sizeOf(int64(most))+" can be sent on this channel.")
		}
	}
	kept := *f
	kept.Name, kept.Type = name, oneLine(f.Type)
	return &kept, nil
}

// sizeOf writes a size in bytes, exactly: a file one byte too large must not
// look as large as the limit.
func sizeOf(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s + " bytes"
}
