package assets

import _ "embed" // for the weights below

//go:embed weights/trigger.bin
var triggerWeights []byte

// TriggerWeights returns the weights of the rules that are measured, as
// cmd/trigger-fit wrote them; NOTICE names the sets that they were fitted on.
func TriggerWeights() []byte { return triggerWeights }
