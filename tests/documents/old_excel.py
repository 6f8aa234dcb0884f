"""A ledger as Excel 97 to 2003 saves it (.xls): one loan of a fictional enterprise.

No program of ours writes this kind; the bytes of one small file are kept here, packed.
"""

import zlib
from base64 import b85decode

_PACKED = (
    "c-rk)OGs2<6#o7@cV_O0j~UZI0~J9_Q%GCX#u+P05E@2ZRMJbGL1J`_$riTB)Tz~g5!i!T2)1ZrFR1JRwQCWWwFr"
    "Vj3s-Flid?9-^PjobMpJ0O1mk{}|NQ5i|8dU!&;Ppj^|)tp_-_6bmcR=e=5-ewNjgEvWeRRkxvopr%r#27g>?m&M"
    "uBwL@g(DwQ^rundkPBfs4s{DpC}#1N%*@Wp`ta!ZuX%?NFQp1N^?)abxN7YW52SQwlUqn^fuRh%Cwd>ai%p?cTzN"
    "C+~+UfY0Tq;N->vZ5*2vJZQiq{3b}YG=keJ=k*I6OuIP!Dj&)X0pr&I46w<m-Bovi$7H%R9=pj^gc2)+1lgOcPkK"
    "l)11bjEw_46W2zqWb-($6f`J6F(a6vU<aONt8gLO(9#WR4*nVO5qW;%ifBT*`+Wa%L!EaA-U>izsi@GT9&s1Ch3$"
    "P0V=1kNq0Nj<`2Gaq-3#O?UeDG`MsJMEB9M#tWx3y#y|us(M4-@N|fnZH<NP(;+feUtd|30nrx!c%=IDL{D$4t35"
    "E((J<4b>CNW{+Fg2@JUV!*aWC3xGI#-|6AdDZc@Hl`H~BYv>)V_CtpVRL*7UN+i9@JFzA<#1lP#!mCYLBMdo5>vE"
    "7LyibrbXXOmk?BP+l6yHJE+<TxWnwOUcf5##`U!Bz_C=u`dme3SysqWyFuxO`XXZedilSF&&CQYA>IDREP?3?W)9"
    ">&&-9fU43Ah_s7<yDQ?4e-8gBpFeeu)!NW8m$<YxDl46WiLb8!$TaZ+e)CI{-lHIT)ma!w)j>D)g*p3X*GZgT~>%"
    "l!$*0}7H8*krzg=qDdLVbFbY&_tBuT8ortX{OSVzhr_y+xbH49ks~1q&7|Sg>Hh!Wuvr7iSw^8o}2@c~x^7|8?dl"
    "&0D`o{#!Jni=J-!q}+=L<x%vcG=Db2F3i5fU$!y-7fKu;>rsT!%6^1Xp1*X}7Rm4P*A3mPw}eu)Kc9-9|JeR7erh"
    "2z"
)


def ledger_xls() -> bytes:
    """A sheet 台账 with a heading and one row, and a hidden sheet."""
    return zlib.decompress(b85decode(_PACKED))
