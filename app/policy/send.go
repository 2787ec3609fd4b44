package policy

// SendMode says who sends a message that is due.
type SendMode string

// The modes.
const (
	// SendPropose puts the message before the agent, who sends it with one key.
	SendPropose SendMode = "propose"
	// SendAuto has the hub send it at its time.
	SendAuto SendMode = "auto"
)
