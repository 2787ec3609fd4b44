package learned

import "floorwalker/app/trigger/learned/linear"

// ParseWeights reads a file that cmd/trigger-fit wrote, such as the one that
// ships. An error is linear's or [ErrWeights].
func ParseWeights(file []byte) (*Weights, error) {
	f, err := linear.Decode(file)
	if err != nil {
		return nil, err
	}
	return NewWeights(f)
}
