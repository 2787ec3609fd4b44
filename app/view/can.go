package view

import "floorwalker/app/chat"

// Can is what can be done of one operation at the backend of a chat, for a control and
// its tooltip. A control for what is not there is not shown.
type Can struct {
	Op      chat.Operation
	Ability chat.Ability
	// Words are for a tooltip: of what an emulated operation is made, or that and why
	// the backend cannot do it. They are empty for what is native.
	Words string
	// Sees says in words what the customer sees of it; empty means nothing.
	Sees string
	// Unverified says that nobody has tried it against a live server.
	Unverified bool
}

// Do reports whether it can be done, natively or not.
func (c Can) Do() bool { return c.Ability.Can() }

// Cans are what can be done at one backend. The zero value is that of a backend of
// which the floor was never told, such as in an old log, which is taken as able to do
// everything.
type Cans struct {
	backend chat.Backend
	known   bool
}

// CansOf returns what can be done at the backend of that name.
func CansOf(f *chat.Floor, driver string) Cans {
	b, known := f.Backend(driver)
	return Cans{backend: b, known: known}
}

// Of returns what can be done of an operation.
func (c Cans) Of(op chat.Operation) Can {
	if !c.known {
		return Can{Op: op, Ability: chat.AbilityNative}
	}
	a := c.backend.Capabilities.Of(op)
	can := Can{Op: op, Ability: a.Ability, Words: a.How, Sees: a.Sees, Unverified: a.Unverified}
	if !can.Do() {
		can.Words = c.backend.Unable(op)
	}
	return can
}

// Do reports whether an operation can be done, natively or not.
func (c Cans) Do(op chat.Operation) bool { return !c.known || c.backend.Capabilities.Can(op) }

// All returns all operations in the order of a status page.
func (c Cans) All() []Can {
	ops := chat.Operations()
	all := make([]Can, len(ops))
	for i, op := range ops {
		all[i] = c.Of(op)
	}
	return all
}
