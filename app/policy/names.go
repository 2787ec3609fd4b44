package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// queueNames are the names of teams, at least one.
type queueNames struct{ to *[MaxQueues]string }

func (v queueNames) set(raw any) error {
	names, ok := raw.([]any)
	if !ok || len(names) == 0 || len(names) > MaxQueues {
		return fmt.Errorf("must be a list of 1 to %d names", MaxQueues)
	}
	var to [MaxQueues]string
	for i, n := range names {
		s, ok := n.(string)
		if !ok {
			return errors.New("must be names in quotes")
		}
		if err := checkName(s); err != nil {
			return err
		}
		if slices.Contains(to[:i], s) {
			return fmt.Errorf("names %q twice", s)
		}
		to[i] = s
	}
	*v.to = to
	return nil
}

func (v queueNames) String() string { return strings.Join(v.items(), " / ") }

func (v queueNames) items() []string { return filled(v.to[:]) }

// filled are the words before the first empty one.
func filled(words []string) []string {
	if n := slices.Index(words, ""); n >= 0 {
		return words[:n]
	}
	return words
}
