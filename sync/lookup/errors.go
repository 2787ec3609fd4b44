package lookup

// IndexError is what went wrong inside the index, and in doing what.
type IndexError struct {
	Op  string
	Err error
}

func (e *IndexError) Error() string { return "lookup: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *IndexError) Unwrap() error { return e.Err }
