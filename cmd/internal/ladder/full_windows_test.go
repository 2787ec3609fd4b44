package ladder

// systemDeeds are those that only this kind of system can do: none.
func systemDeeds() map[string]deed { return nil }
