package assets

import _ "embed"

// DefaultPolicy is the policy that a new floor begins with, as TOML: the
// guide's own numbers, and ours where the guide is silent.
//
//go:embed policy/default.toml
var DefaultPolicy []byte
