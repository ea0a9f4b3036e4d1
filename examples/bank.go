// Bank shows a mutex guarding shared state, lock ordering between two locks,
// a read-write lock, and an atomic counter.
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

var errFunds = errors.New("insufficient funds")

type account struct {
	id      int
	mu      sync.Mutex
	balance int
}

type bank struct {
	mu        sync.RWMutex
	accounts  map[int]*account
	transfers atomic.Int64
	refused   atomic.Int64
}

func (b *bank) open(id, balance int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.accounts[id] = &account{id: id, balance: balance}
}

func (b *bank) account(id int) *account {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.accounts[id]
}

// transfer always locks the account of the smaller id first, so that two
// transfers in opposite directions cannot wait for each other.
func (b *bank) transfer(from, to, amount int) error {
	source, target := b.account(from), b.account(to)
	first, second := source, target
	if first.id > second.id {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()

	if source.balance < amount {
		b.refused.Add(1)
		return fmt.Errorf("transfer %d from %d: %w", amount, from, errFunds)
	}
	source.balance -= amount
	target.balance += amount
	b.transfers.Add(1)
	return nil
}

func (b *bank) total() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	sum := 0
	for _, a := range b.accounts {
		a.mu.Lock()
		sum += a.balance
		a.mu.Unlock()
	}
	return sum
}

func main() {
	b := &bank{accounts: make(map[int]*account)}
	const accounts = 10
	for id := 0; id < accounts; id++ {
		b.open(id, 1000)
	}

	var wg sync.WaitGroup
	for worker := 0; worker < 8; worker++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			seed := uint32(worker + 1)
			for i := 0; i < 1000; i++ {
				seed = seed*1664525 + 1013904223
				from := int(seed>>8) % accounts
				to := (from + 1 + int(seed>>16)%(accounts-1)) % accounts
				_ = b.transfer(from, to, int(seed>>24))
			}
		}()
	}
	wg.Wait()

	fmt.Println("total:", b.total())
	fmt.Println("attempts:", b.transfers.Load()+b.refused.Load())
	err := b.transfer(0, 1, 1_000_000)
	fmt.Println(err)
	fmt.Println("is errFunds:", errors.Is(err, errFunds))
}
