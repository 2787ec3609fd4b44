package connect

// Question is one thing that has to be known to reach a chat system.
type Question struct {
	// Key names the answer.
	Key string
	// Label is what it is called, Help where it is found, Example what it looks like.
	Label, Help, Example string
	// Secret answers are covered, Optional ones may be empty.
	Secret, Optional bool
	// Choices are the only answers, if there are any; the first is the usual one.
	Choices []string
}

// Vendor is a chat system that can be connected.
type Vendor struct {
	Name, Title string
	Questions   []Question
	// Known are the answers of the last time, without secrets; nil where it is not
	// connected yet.
	Known map[string]string
}

// Right is something that the system may let its credentials do.
type Right struct {
	Name string
	OK   bool
	// Needed says that nothing works without it, Without what does not.
	Needed  bool
	Without string
}

// Checkup is what a system has answered.
type Checkup struct {
	// Server and Account name what was reached.
	Server, Account string
	Rights          []Right
	// People and Teams are how many it knows.
	People, Teams int
}

// lacks is the first right without which nothing works, or "".
func (c *Checkup) lacks() string {
	for _, r := range c.Rights {
		if r.Needed && !r.OK {
			return r.Name
		}
	}
	return ""
}

// Book knows the systems and keeps what was answered. Check and Save return at once, and
// answer from other goroutines, once.
type Book interface {
	Vendors() []Vendor
	// Check asks a system what these answers may do there. It changes nothing there.
	Check(vendor string, answers map[string]string, got func(Checkup, error))
	// Save keeps the answers, the secrets among them where secrets are kept, and has the
	// hub connect. Its words say what comes of it.
	Save(vendor string, answers map[string]string, got func(words string, err error))
}
