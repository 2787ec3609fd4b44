package policy

import "fmt"

// SendMode says who sends a message that is due.
type SendMode string

// The modes.
const (
	// SendPropose puts the message before the agent, who sends it with one key.
	SendPropose SendMode = "propose"
	// SendAuto has the hub send it at its time.
	SendAuto SendMode = "auto"
)

// sendMode is one of the two.
type sendMode struct{ to *SendMode }

func (v sendMode) set(raw any) error {
	s, _ := raw.(string)
	switch got := SendMode(s); got {
	case SendPropose, SendAuto:
		*v.to = got
		return nil
	}
	return fmt.Errorf("must be %q or %q", SendPropose, SendAuto)
}

func (v sendMode) String() string { return string(*v.to) }
