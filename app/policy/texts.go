package policy

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// slotAgent is the blank for the agent's name.
const slotAgent = "{agent}"

// Limits on what a person may write into the file.
const (
	maxTextChars = 300
	maxNameChars = 80
)

// Texts are the fixed sentences that a customer gets.
type Texts struct {
	// TakeOver is the one line that tells the customer that a person has come
	// (V-JOIN-02, A-36). It has the slot {agent} exactly once.
	TakeOver string
	// Join is the same for a person who comes in beside another (V-JOIN-02),
	// and Left for one who goes (V-LEAVE-01).
	Join string
	Left string
}

// TakenOverBy returns the line with the agent's name in it. The name is put
// in as it is: braces in it are not slots.
func (t Texts) TakenOverBy(agent string) string { return named(t.TakeOver, agent) }

// JoinedBy returns the line for a person who came in beside another.
func (t Texts) JoinedBy(agent string) string { return named(t.Join, agent) }

// LeftBy returns the line for a person who has gone.
func (t Texts) LeftBy(agent string) string { return named(t.Left, agent) }

func named(line, agent string) string { return strings.Replace(line, slotAgent, agent, 1) }

// checkNaming returns what is wrong with a line that names a person, or nil.
func checkNaming(s string) error {
	if err := checkLine(s, maxTextChars); err != nil {
		return err
	}
	if strings.Count(s, slotAgent) != 1 {
		return errors.New("needs the slot " + slotAgent + " exactly once")
	}
	if strings.ContainsAny(strings.Replace(s, slotAgent, "", 1), "{}") {
		return errors.New("has a brace outside the slot " + slotAgent)
	}
	return nil
}

func checkName(s string) error { return checkLine(s, maxNameChars) }

// checkLine refuses what could not be shown as one line.
func checkLine(s string, limit int) error {
	switch {
	case strings.TrimSpace(s) == "":
		return errors.New("must not be empty")
	case utf8.RuneCountInString(s) > limit:
		return errors.New("must not be longer than " + count(limit, "character"))
	case strings.ContainsFunc(s, unicode.IsControl):
		return errors.New("must be one line without control characters")
	}
	return nil
}
