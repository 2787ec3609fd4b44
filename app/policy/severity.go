package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// TopicSeverity says when a problem of a topic calls a person. Taken literally
// the guide calls one for every technical and every billing problem, which is
// nearly every chat.
type TopicSeverity string

// The severities.
const (
	// SeverityBeyond calls a person for what is beyond the bot: it failed at it
	// once, or it is of a kind that is for people.
	SeverityBeyond TopicSeverity = "beyond"
	// SeverityWatch never does: the topic is a badge.
	SeverityWatch TopicSeverity = "watch"
	// SeverityImmediate does for every problem over the alert threshold.
	SeverityImmediate TopicSeverity = "immediate"
)

// MaxBillingSafe is how many phrases a policy may call safe.
const MaxBillingSafe = 32

// Severity says how loud a topic is.
type Severity struct {
	Technical TopicSeverity // G-TRIG-05
	Billing   TopicSeverity // G-TRIG-06
	// BillingSafe are the words of simple questions about money that a bot may
	// answer: a line with one of them is never more than a notice for billing
	// (G-TRIG-06). The empty ones are not used.
	BillingSafe [MaxBillingSafe]string
}

func topicSeverities() []TopicSeverity {
	return []TopicSeverity{SeverityBeyond, SeverityWatch, SeverityImmediate}
}

// phrases are up to as many lines as to has place for, each once.
type phrases struct{ to []string }

func (v phrases) set(raw any) error {
	list, ok := raw.([]any)
	if !ok || len(list) > len(v.to) {
		return fmt.Errorf("must be a list of at most %s", count(len(v.to), "phrase"))
	}
	got := make([]string, len(v.to))
	for i, item := range list {
		s, ok := item.(string)
		if !ok {
			return errors.New("must be phrases in quotes")
		}
		if err := checkName(s); err != nil {
			return err
		}
		if slices.Contains(got[:i], s) {
			return fmt.Errorf("has %q twice", s)
		}
		got[i] = s
	}
	copy(v.to, got)
	return nil
}

func (v phrases) String() string { return strings.Join(v.items(), " / ") }

func (v phrases) items() []string { return filled(v.to) }
