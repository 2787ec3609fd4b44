package backends

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Question is one thing that has to be known to reach a backend.
type Question struct {
	// Key names the answer in the file.
	Key string
	// Label is what a form calls it, Help where to find it, as a sentence.
	Label, Help string
	// Example is shown where nothing was typed yet.
	Example string
	// Secret answers are kept in the keychain and shown to nobody.
	Secret bool
	// Optional answers may be empty.
	Optional bool
	// Choices are the only answers, if there are any; the first is the default.
	Choices []string
}

// Answers are what was answered, by the key of the question.
type Answers map[string]string

// Vendor is a chat system that a hub can be connected to.
type Vendor struct {
	// Name is the driver's.
	Name string
	// Title is what people call it.
	Title string
	// Questions are in the order in which they are asked.
	Questions []Question

	open  func(s settings) (driver.Driver, error)
	check func(ctx context.Context, s settings) (driver.Checkup, error)
}

// settings are what a driver is made of.
type settings struct {
	Answers
	agents map[string]chat.AgentID
	teams  map[string]string
	env    Env
}

// Env is what drivers are given of the machine.
type Env struct {
	Now    func() time.Time
	Logger *slog.Logger
}

// Vendors returns all of them, in the order of a menu.
func Vendors() []Vendor { return []Vendor{chatwootVendor(), crispVendor(), liveHelperChatVendor()} }

// ErrNoVendor says that there is no driver for a vendor of that name.
var ErrNoVendor = errors.New("there is no such backend")

// VendorOf returns the vendor of that name.
func VendorOf(name string) (Vendor, error) {
	var names []string
	for _, v := range Vendors() {
		if v.Name == name {
			return v, nil
		}
		names = append(names, v.Name)
	}
	return Vendor{}, fmt.Errorf("%w: %q; there are %s", ErrNoVendor, name, strings.Join(names, ", "))
}

// AnswerError says which question has no good answer, and why.
type AnswerError struct {
	Vendor   string
	Question Question
	Why      string
}

func (e *AnswerError) Error() string {
	return fmt.Sprintf("%s: %s: %s", e.Vendor, e.Question.Label, e.Why)
}

// Complete returns the answers with defaults filled in and nothing around them, or an
// [AnswerError] about the first that is missing or is none of its choices.
func (v *Vendor) Complete(given Answers) (Answers, error) {
	all := make(Answers, len(v.Questions))
	for _, q := range v.Questions {
		a := strings.TrimSpace(given[q.Key])
		if a == "" && len(q.Choices) > 0 {
			a = q.Choices[0]
		}
		switch {
		case a == "" && !q.Optional:
			return nil, &AnswerError{v.Title, q, "this has to be known"}
		case strings.ContainsFunc(a, func(r rune) bool { return r < ' ' || r == 0x7f }):
			return nil, &AnswerError{v.Title, q, "there is a line break or a character in it that nobody can see"}
		case len(q.Choices) > 0 && !contains(q.Choices, a):
			return nil, &AnswerError{v.Title, q, "it is one of " + strings.Join(q.Choices, ", ")}
		}
		if a != "" {
			all[q.Key] = a
		}
	}
	return all, nil
}

func contains(all []string, one string) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}

// Check asks the backend what these answers may do there. It changes nothing there.
func (v *Vendor) Check(ctx context.Context, given Answers, env Env) (driver.Checkup, error) {
	all, err := v.Complete(given)
	if err != nil {
		return driver.Checkup{}, err
	}
	return v.check(ctx, settings{Answers: all, env: env})
}
