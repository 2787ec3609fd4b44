package assets

import (
	_ "embed" // for the policy below
	"sync"

	"floorwalker/app/policy"
)

// DefaultPolicy is the policy that a new floor begins with, as TOML: the
// guide's own numbers, and ours where the guide is silent.
//
//go:embed policy/default.toml
var DefaultPolicy []byte

// Edition returns DefaultPolicy as it was parsed. It panics if the file that
// was built in cannot be read, which a test rules out.
var Edition = sync.OnceValue(func() *policy.Edition {
	e, err := policy.ParseEdition(DefaultPolicy)
	if err != nil {
		panic(err)
	}
	return e
})
