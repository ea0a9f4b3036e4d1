// rand.Seed has an effect with GODEBUG=randseednop=0 only.
package main

import (
	"fmt"
	"math/rand"
	"os"
)

func main() {
	os.Setenv("GODEBUG", "other=1,randseednop=0")
	rand.Seed(7)
	a := rand.Perm(20)
	rand.Seed(7)
	fmt.Println(a, rand.Perm(20)[0] == a[0], rand.New(rand.NewSource(7)).Perm(20)[3] == a[3])
	fmt.Println(rand.Intn(1000), rand.Float64(), rand.Uint64())
}
