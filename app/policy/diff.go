package policy

// Change is one entry of the register that two editions have differently.
type Change struct {
	// Key is the dotted key of the file.
	Key string
	// From and To are the values as [Register] writes them.
	From, To string
}

// Diff returns what b has otherwise than a, in the order of the register.
func Diff(a, b *Edition) []Change {
	old := fields(a)
	var changes []Change
	for i, f := range fields(b) {
		if was := old[i].value; exactly(f.value) != exactly(was) {
			changes = append(changes, Change{Key: f.key, From: was.String(), To: f.value.String()})
		}
	}
	return changes
}
