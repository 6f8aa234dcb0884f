import time
import pytest
from tests.services.money_cast import *
@pytest.mark.django_db
def test_x():
    t=time.time()
    city=a_city(); print('city',time.time()-t); t=time.time()
    key=drawn_loan(city); print('loan',time.time()-t); t=time.time()
    pay_on_time(city,key); print('paid',time.time()-t)
    print(loan(key).case.status, state_of(loan(key), date(2022,3,2)))
    assert 0
