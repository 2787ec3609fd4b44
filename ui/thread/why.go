package thread

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// loudest returns the trigger that the banner is about.
func loudest(ts []chat.Trigger) (chat.Trigger, bool) {
	best, found := chat.Trigger{}, false
	for _, t := range ts {
		if t.Level != chat.LevelAlert {
			continue
		}
		if !found || t.Tier == chat.TierImmediate && best.Tier != chat.TierImmediate {
			best, found = t, true
		}
	}
	return best, found
}

// alertBanner quotes the evidence, shows value and threshold, and says who has
// marked or confirmed it; by names people. The buttons are the caller's.
func alertBanner(t chat.Trigger, by func(chat.AgentID) string, p *policy.Policy) kit.BannerData {
	tone := kit.Amber
	if t.Tier == chat.TierImmediate {
		tone = kit.Red
	}
	d := kit.BannerData{Tone: tone, Title: words.Raised(t), Text: whole(clauses(seenIn(t)))}
	foot := words.Threshold(t, p) + " · "
	switch {
	case t.MarkedBy != "":
		d.Detail, d.Text, foot = "marked by "+by(t.MarkedBy), "", ""
	case t.ConfirmedBy != "":
		d.Detail = "confirmed by " + by(t.ConfirmedBy)
		fallthrough
	default:
		if t.Rule != policy.RuleStuck { // whose time is told, not its score
			d.Title += " " + words.Value(t.Score, t.Threshold)
		}
	}
	d.Foot = fmt.Sprintf("%s%s · rule %s v%d · policy %d", foot, words.Tier(t.Tier, p), t.Rule, t.Version, t.Policy)
	return d
}

// atAGlance is how many characters of what was seen stand in a banner.
const atAGlance = 180

// clauses joins as many as can be read at a glance, the first one always, and counts
// the others.
func clauses(all []string) string {
	said := ""
	for i, c := range all {
		if i > 0 && utf8.RuneCountInString(said+c) > atAGlance {
			return fmt.Sprintf("%s; and %d more", said, len(all)-i)
		}
		if i > 0 {
			said += "; "
		}
		said += brief(c)
	}
	return said
}

// seenIn is what a trigger rests on, in clauses, each once.
func seenIn(t chat.Trigger) []string {
	var says []string
	for _, e := range t.Evidence {
		if e.Words != "" && !slices.Contains(says, e.Words) {
			says = append(says, e.Words)
		}
	}
	return says
}

// briefly is how many characters of somebody's reason are shown where it must
// not push the conversation out of sight.
const briefly = 120

// brief is s on one line, at most briefly characters as a reader counts them.
func brief(s string) string { return atMost(s, briefly) }

// atMost is s on one line, at most so many characters as a reader counts them.
func atMost(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	end, state := 0, -1
	for n, rest := 0, s; rest != ""; n++ {
		if n == most {
			return s[:end] + "…"
		}
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end += len(cluster)
	}
	return s
}

// sentence is a clause with a capital and a full stop.
func sentence(s string) string {
	s = brief(s)
	if s == "" {
		return ""
	}
	if strings.HasSuffix(s, "…") {
		return words.Upper(s)
	}
	return words.Upper(s) + "."
}

// queueBanner is the preview of a chat that waits for a person (S-ACC-02).
func queueBanner(t *view.Thread, now chat.Instant) kit.BannerData {
	why := t.Why
	if why == "" {
		why = "The bot handed it to people."
	}
	return kit.BannerData{
		Tone: kit.Blue, Title: "Waits for a person", Detail: "for " + words.Clock(now.Sub(t.Queued)),
		Text: sentence(strings.TrimSuffix(why, ".")),
	}
}
